//! The notice of a station (公示牌): who is there, when, where, how to reach them, what one may come with. Its texts have a
//! usual wording as data, which a town and each village may replace; what is arranged (times, rooms, people) is read
//! from the records, so that a notice printed again says what holds then. Private phones never stand on it.

pub mod calls;
pub mod model;
pub mod papers;
pub mod pictures;
pub mod store;
