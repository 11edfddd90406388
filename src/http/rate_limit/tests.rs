use proptest::prelude::*;

use super::*;

const HERE: [u8; 4] = [192, 0, 2, 1];

fn limiter(user: Option<Rate>, address: Option<Rate>) -> (RateLimiter, ManualClock) {
    let clock = ManualClock::default();
    let limits = RateLimits { user, address, clock: RateClock::Manual(clock.clone()) };
    (RateLimiter::new(&limits), clock)
}

fn client(user: Option<&str>) -> Client<'_> {
    Client { address: ClientAddress::of(HERE.into()), user }
}

#[test]
fn a_budget_is_spent_at_once_and_comes_back_with_time() {
    let (limiter, clock) = limiter(Rate::new(10, 100), None);
    let ann = client(Some("ann"));
    assert_eq!(limiter.charge(ann, 70), Ok(()));
    assert_eq!(limiter.charge(ann, 30), Ok(()));
    let limited = limiter.charge(ann, 5).expect_err("spent");
    assert_eq!((limited.budget, limited.retry_after), (Budget::User, Duration::from_millis(500)));
    clock.advance(Duration::from_millis(499));
    assert!(limiter.charge(ann, 5).is_err());
    clock.advance(Duration::from_millis(1));
    assert_eq!(limiter.charge(ann, 5), Ok(()));
    clock.advance(Duration::from_secs(3_600));
    assert_eq!(limiter.charge(ann, 100), Ok(()), "full again");
    assert!(limiter.charge(ann, 1).is_err(), "and no more than full");
}

#[test]
fn each_budget_is_its_own() {
    let rate = Rate::new(1, 100);
    let (limiter, _) = limiter(rate, rate);
    assert_eq!(limiter.charge(client(Some("ann")), 100), Ok(()));
    assert!(limiter.charge(client(Some("ann")), 1).is_err());
    assert_eq!(limiter.charge(client(Some("bob")), 100), Ok(()));
    assert_eq!(limiter.charge(client(None), 100), Ok(()));
    assert_eq!(limiter.charge(client(None), 1).expect_err("spent").budget, Budget::Anonymous);
    for _ in 0..100 / ARRIVAL {
        assert_eq!(limiter.arrive(client(None).address), Ok(()));
    }
    assert_eq!(limiter.arrive(client(None).address).expect_err("spent").budget, Budget::Arrivals);
    assert_eq!(limiter.arrive(ClientAddress::of([192, 0, 2, 2].into())), Ok(()));
}

#[test]
fn without_a_rate_there_is_no_limit() {
    let (limiter, _) = limiter(None, None);
    for user in [None, Some("ann")] {
        assert_eq!(limiter.charge(client(user), usize::MAX), Ok(()));
        assert_eq!(limiter.charge(client(user), usize::MAX), Ok(()));
    }
    assert_eq!((Rate::new(0, 5), Rate::new(5, 0)), (None, None));
}

#[test]
fn what_is_dearer_than_a_whole_budget_takes_a_whole_one() {
    let (limiter, clock) = limiter(Rate::new(10, 100), None);
    assert_eq!(limiter.charge(client(Some("ann")), usize::MAX), Ok(()));
    let limited = limiter.charge(client(Some("ann")), usize::MAX).expect_err("spent");
    assert_eq!(limited.retry_after, Duration::from_secs(10));
    clock.advance(limited.retry_after);
    assert_eq!(limiter.charge(client(Some("ann")), usize::MAX), Ok(()));
    assert_eq!(limiter.charge(client(Some("ann")), 0), Ok(()), "nothing costs nothing");
}

#[test]
fn the_default_budgets_bear_the_dearest_operation_and_many_pages() {
    use crate::graphql::cost::MAX_COST;
    let RateLimits { user, address, .. } = RateLimits::default();
    for rate in [user, address].map(|rate| rate.expect("limited")) {
        assert!(rate.burst.get() as usize >= 10 * MAX_COST);
    }
}

proptest! {
    /// Whatever is asked and whenever, no more is granted than the burst and what came back since; and who waits as
    /// long as they are told is served.
    #[test]
    fn grants_are_bounded_and_waits_are_kept(
        per_second in 1_u32..1_000,
        burst in 1_u32..1_000,
        asks in prop::collection::vec((0_u64..2_000, 1_usize..1_200), 1..60),
    ) {
        let (limiter, clock) = limiter(Rate::new(per_second, burst), None);
        let (mut granted, mut passed) = (0.0, Duration::ZERO);
        for (pause, cost) in asks {
            let pause = Duration::from_millis(pause);
            clock.advance(pause);
            passed += pause;
            if let Err(limited) = limiter.charge(client(Some("ann")), cost) {
                clock.advance(limited.retry_after);
                passed += limited.retry_after;
                prop_assert_eq!(limiter.charge(client(Some("ann")), cost), Ok(()));
            }
            granted += cost.min(burst as usize) as f64;
            let most = f64::from(burst) + f64::from(per_second) * passed.as_secs_f64();
            // A refill takes a whole number of nanoseconds.
            prop_assert!(granted <= most * 1.000_01 + 1.0, "{} of {}", granted, most);
        }
    }
}
