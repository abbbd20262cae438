//! Requests that create or modify an Amazon ElastiCache user.
