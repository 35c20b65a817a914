//! ASN.1 as it lies in the octets, whatever they mean: BER as well as DER (X.690), and no matter how broken.
//! Everything else here asks libraries; this walks what they refuse, so that a user can see where it breaks.

mod children;
mod element;
mod encapsulated;
mod normalize;
mod walk;

pub use children::{children, length_of_first};
pub use element::{Class, Element};
pub(crate) use normalize::{Normalized, normalize};
pub use walk::{WalkError, Walked, walk};
