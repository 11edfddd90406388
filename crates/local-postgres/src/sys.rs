//! The few system calls that the standard library doesn't offer; all of the crate's unsafe code.
#![allow(unsafe_code, reason = "fork hooks, signals and user namespaces have no safe wrapper in std")]

use std::io;
use std::os::unix::process::CommandExt;
use std::process::Command;

/// Who a child is to be. PostgreSQL refuses to run as user id 0, so root has to become someone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Identity {
    /// Whoever runs us; for everyone but root.
    Unchanged,
    /// Root outside, `nobody` inside a user namespace: files keep belonging to root.
    UserNamespace,
    /// User `nobody`, where namespaces are forbidden (most containers). Files have to be given to it.
    Nobody,
}

impl Identity {
    /// Whom this process may make its children, the best first.
    pub(crate) fn candidates() -> &'static [Self] {
        match effective_user_id() {
            0 => &[Self::UserNamespace, Self::Nobody],
            _ => &[Self::Unchanged],
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Signal {
    /// PostgreSQL's fast shutdown: disconnect everyone, write a checkpoint.
    Interrupt,
    /// Its immediate shutdown: recovery on the next start.
    Quit,
    Kill,
}

impl Signal {
    fn number(self) -> libc::c_int {
        match self {
            Self::Interrupt => libc::SIGINT,
            Self::Quit => libc::SIGQUIT,
            Self::Kill => libc::SIGKILL,
        }
    }
}

#[cfg(target_os = "macos")]
pub(crate) const NOBODY: u32 = u32::MAX - 1;
#[cfg(not(target_os = "macos"))]
pub(crate) const NOBODY: u32 = 65534;

pub(crate) fn effective_user_id() -> u32 {
    // SAFETY: geteuid takes nothing, touches no memory of ours and cannot fail.
    unsafe { libc::geteuid() }
}

pub(crate) fn send_signal(pid: u32, signal: Signal) -> io::Result<()> {
    kill(pid, signal.number())
}

/// A zombie counts as existing, as it does for PostgreSQL.
pub(crate) fn process_exists(pid: u32) -> bool {
    kill(pid, 0).map_or_else(|error| error.raw_os_error() == Some(libc::EPERM), |()| true)
}

fn kill(pid: u32, signal: libc::c_int) -> io::Result<()> {
    // 0 and negative numbers would address whole process groups.
    let pid = libc::pid_t::try_from(pid).ok().filter(|pid| *pid > 0).ok_or(io::ErrorKind::InvalidInput)?;
    // SAFETY: kill only takes integers; the target is a single process.
    check(unsafe { libc::kill(pid, signal) })
}

/// Makes the child take on `identity` and, on Linux, receive `on_parent_death` when the *thread* that spawned
/// it ends. Elsewhere a killed application leaves the child running, and the next start deals with it.
pub(crate) fn prepare_child(command: &mut Command, identity: Identity, on_parent_death: Signal) {
    let parent = std::process::id();
    let hook = move || {
        match identity {
            Identity::Unchanged => {}
            Identity::UserNamespace => enter_user_namespace()?,
            Identity::Nobody => become_nobody()?,
        }
        // After the change of identity, which clears it.
        die_with_parent(parent, on_parent_death)
    };
    // SAFETY: the hook runs between fork and exec, where only async-signal-safe calls are sound. It makes
    // system calls on constants and stack buffers, allocates nothing and takes no lock.
    unsafe {
        command.pre_exec(hook);
    }
}

#[cfg(target_os = "linux")]
fn die_with_parent(parent: u32, signal: Signal) -> io::Result<()> {
    let signal = signal.number() as libc::c_ulong;
    // SAFETY: PR_SET_PDEATHSIG takes one integer; getppid takes nothing.
    let orphaned = unsafe {
        check(libc::prctl(libc::PR_SET_PDEATHSIG, signal))?;
        libc::getppid().cast_unsigned() != parent
    };
    // The parent may have died before the request was in place.
    if orphaned { Err(io::Error::from_raw_os_error(libc::ESRCH)) } else { Ok(()) }
}

#[cfg(not(target_os = "linux"))]
fn die_with_parent(_parent: u32, _signal: Signal) -> io::Result<()> {
    Ok(())
}

#[cfg(target_os = "linux")]
fn enter_user_namespace() -> io::Result<()> {
    // SAFETY: unshare takes one integer. The child is single-threaded here, as CLONE_NEWUSER demands.
    check(unsafe { libc::unshare(libc::CLONE_NEWUSER) })?;
    write_file(c"/proc/self/setgroups", b"deny")?;
    // `initdb` wants a name for its user id, and this one is in every /etc/passwd.
    write_file(c"/proc/self/uid_map", b"65534 0 1")?;
    write_file(c"/proc/self/gid_map", b"65534 0 1")
}

#[cfg(not(target_os = "linux"))]
fn enter_user_namespace() -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}

#[cfg(target_os = "linux")]
fn write_file(path: &std::ffi::CStr, content: &[u8]) -> io::Result<()> {
    // SAFETY: the path is NUL-terminated, the buffer is valid for its length, and the descriptor is closed
    // exactly once. errno is read before close can overwrite it.
    unsafe {
        let file = libc::open(path.as_ptr(), libc::O_WRONLY | libc::O_CLOEXEC);
        check(file)?;
        let written = libc::write(file, content.as_ptr().cast(), content.len());
        let result = check(if written < 0 { -1 } else { 0 });
        libc::close(file);
        result
    }
}

fn become_nobody() -> io::Result<()> {
    keep_file_access_across_setuid();
    // SAFETY: integers only; a group list of length 0 is never read through the null pointer.
    unsafe {
        check(libc::setgroups(0, std::ptr::null()))?;
        check(libc::setgid(NOBODY))?;
        check(libc::setuid(NOBODY))?;
    }
    raise_file_access();
    Ok(())
}

/// Best effort, like [`raise_file_access`]. The bit also makes access(2), which PostgreSQL uses to look for its
/// programs, respect the capability; what else it would let through ends at the exec.
#[cfg(target_os = "linux")]
fn keep_file_access_across_setuid() {
    const SECBIT_NO_SETUID_FIXUP: libc::c_ulong = 1 << 2;
    // SAFETY: PR_SET_SECUREBITS takes one integer.
    unsafe {
        libc::prctl(libc::PR_SET_SECUREBITS, SECBIT_NO_SETUID_FIXUP);
    }
}

/// `nobody` keeps root's right to pass through private directories, since the binaries and the home may lie
/// below `/root`. Best effort: where the right can't be had, PostgreSQL's own message names the directory.
#[cfg(target_os = "linux")]
fn raise_file_access() {
    const VERSION_3: u32 = 0x2008_0522;
    const CAP_DAC_OVERRIDE: u32 = 1;
    let header: [u32; 2] = [VERSION_3, 0];
    let bit = 1 << CAP_DAC_OVERRIDE;
    // Effective, permitted, inheritable; then the same for capabilities 32 and up.
    let sets: [u32; 6] = [bit, bit, bit, 0, 0, 0];
    // SAFETY: the arrays have the layout of the kernel's `__user_cap_header_struct` (the version, then a
    // process id with 0 for oneself) and of two `__user_cap_data_struct`, and outlive the call.
    unsafe {
        libc::syscall(libc::SYS_capset, header.as_ptr(), sets.as_ptr());
        libc::prctl(
            libc::PR_CAP_AMBIENT,
            libc::PR_CAP_AMBIENT_RAISE as libc::c_ulong,
            libc::c_ulong::from(CAP_DAC_OVERRIDE),
            0 as libc::c_ulong,
            0 as libc::c_ulong,
        );
    }
}

#[cfg(not(target_os = "linux"))]
fn keep_file_access_across_setuid() {}

#[cfg(not(target_os = "linux"))]
fn raise_file_access() {}

fn check(result: libc::c_int) -> io::Result<()> {
    if result < 0 { Err(io::Error::last_os_error()) } else { Ok(()) }
}
