//! A key kept under another key: the key of a round's store, wrapped under one made of the file key.
//!
//! The wrapping key is derived from the file key by HMAC with a fixed text, so that no key serves two ciphers.

use super::file::FileKey;
use super::ids::{hex, random_bytes};
use super::keys::unhex;
use super::refusal::{Result, refuse};
use chacha20poly1305::aead::{Aead, Payload};
use chacha20poly1305::{KeyInit, XChaCha20Poly1305, XNonce};
use hmac::{Hmac, Mac};
use serde::{Deserialize, Serialize};
use sha2::Sha256;
use zeroize::Zeroizing;

/// A wrapped key as it lies in a file.
#[derive(Serialize, Deserialize)]
pub struct Wrapped {
    format: u32,
    nonce: String,
    wrapped: String,
}

fn cipher(under: &FileKey) -> Result<XChaCha20Poly1305> {
    let mut mac =
        <Hmac<Sha256> as Mac>::new_from_slice(under.as_ref()).map_err(|error| refuse("fault").because(error))?;
    mac.update(b"zhudian round store 1");
    let key = Zeroizing::new(<[u8; 32]>::from(mac.finalize().into_bytes()));
    Ok(XChaCha20Poly1305::new(key.as_ref().into()))
}

/// Wraps a key for one purpose, which the label names.
///
/// # Errors
/// When the system has no random source.
pub fn wrap(key: &FileKey, under: &FileKey, label: &str) -> Result<Wrapped> {
    let nonce = random_bytes::<24>()?;
    let wrapped = cipher(under)?
        .encrypt(XNonce::from_slice(&nonce), Payload { msg: key.as_ref(), aad: label.as_bytes() })
        .map_err(|error| refuse("fault").because(error))?;
    Ok(Wrapped { format: 1, nonce: hex(&nonce), wrapped: hex(&wrapped) })
}

/// The key again; none when it was wrapped under another key or for another purpose.
#[must_use]
pub fn unwrap(wrapped: &Wrapped, under: &FileKey, label: &str) -> Option<FileKey> {
    let nonce: [u8; 24] = unhex(&wrapped.nonce)?.try_into().ok()?;
    let plain = cipher(under)
        .ok()?
        .decrypt(XNonce::from_slice(&nonce), Payload { msg: &unhex(&wrapped.wrapped)?, aad: label.as_bytes() })
        .ok()?;
    let key: [u8; 32] = Zeroizing::new(plain).as_slice().try_into().ok()?;
    Some(Zeroizing::new(key))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ground::keys::new_key;

    #[test]
    fn a_key_comes_back_under_its_own_key_and_label_only() {
        let (key, under, other) = (new_key().unwrap(), new_key().unwrap(), new_key().unwrap());
        let wrapped = wrap(&key, &under, "r1").unwrap();
        assert_eq!(unwrap(&wrapped, &under, "r1").as_deref(), Some(&*key));
        assert!(unwrap(&wrapped, &under, "r2").is_none());
        assert!(unwrap(&wrapped, &other, "r1").is_none());
    }
}
