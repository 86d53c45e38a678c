//! Builders and fault tools for the tests.
