//! The pool: what becomes of a connection whose query or transaction was dropped.

mod pool;
