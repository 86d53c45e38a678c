//! A key sealed to somebody who is not there.
//!
//! Each slot holds a key pair (X25519) whose secret half only its passphrase opens. The file key is sealed to the public
//! half: an exchange with a key of one use gives the sealing key, so a new file key can be given to everybody without
//! anybody's passphrase.

use super::file::FileKey;
use super::ids::{hex, random_bytes};
use super::keys::unhex;
use super::refusal::{Result, refuse};
use chacha20poly1305::aead::{Aead, Payload};
use chacha20poly1305::{KeyInit, XChaCha20Poly1305, XNonce};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use x25519_dalek::{PublicKey, StaticSecret};
use zeroize::Zeroizing;

/// A sealed key.
#[derive(Serialize, Deserialize, Clone)]
pub struct Sealed {
    /// Public half of the key of one use.
    ephemeral: String,
    nonce: String,
    text: String,
}

/// A new key pair: the secret half, and the public half as written.
///
/// # Errors
/// When the system has no random source.
pub fn pair() -> Result<(FileKey, String)> {
    let secret = Zeroizing::new(random_bytes::<32>()?);
    let public = PublicKey::from(&StaticSecret::from(*secret));
    Ok((secret, hex(public.as_bytes())))
}

/// Seals a key to a public half.
///
/// # Errors
/// `keys.damaged` when the public half does not read.
pub fn seal(key: &FileKey, public: &str, label: &str) -> Result<Sealed> {
    let recipient = PublicKey::from(read(public).ok_or_else(|| refuse("keys.damaged"))?);
    let once = StaticSecret::from(random_bytes::<32>()?);
    let ephemeral = PublicKey::from(&once);
    let sealing = sealing_key(&once, &recipient, &ephemeral, &recipient).ok_or_else(|| refuse("keys.damaged"))?;
    let nonce = random_bytes::<24>()?;
    let text = XChaCha20Poly1305::new(sealing.as_ref().into())
        .encrypt(XNonce::from_slice(&nonce), Payload { msg: key.as_ref(), aad: label.as_bytes() })
        .map_err(|error| refuse("fault").because(error))?;
    Ok(Sealed { ephemeral: hex(ephemeral.as_bytes()), nonce: hex(&nonce), text: hex(&text) })
}

/// Opens a sealed key with the secret half; none when it was sealed to somebody else or changed.
#[must_use]
pub fn open(sealed: &Sealed, secret: &FileKey, label: &str) -> Option<FileKey> {
    let own = StaticSecret::from(**secret);
    let ephemeral = PublicKey::from(read(&sealed.ephemeral)?);
    let sealing = sealing_key(&own, &ephemeral, &ephemeral, &PublicKey::from(&own))?;
    let nonce: [u8; 24] = unhex(&sealed.nonce)?.try_into().ok()?;
    let plain = XChaCha20Poly1305::new(sealing.as_ref().into())
        .decrypt(XNonce::from_slice(&nonce), Payload { msg: &unhex(&sealed.text)?, aad: label.as_bytes() })
        .ok()?;
    let key: [u8; 32] = Zeroizing::new(plain).as_slice().try_into().ok()?;
    Some(Zeroizing::new(key))
}

/// None for a public half that gives everybody the same exchange.
fn sealing_key(
    secret: &StaticSecret,
    other: &PublicKey,
    ephemeral: &PublicKey,
    recipient: &PublicKey,
) -> Option<FileKey> {
    let shared = secret.diffie_hellman(other);
    if !shared.was_contributory() {
        return None;
    }
    let mut digest = Sha256::new();
    digest.update(b"zhudian slot seal 1");
    digest.update(shared.as_bytes());
    digest.update(ephemeral.as_bytes());
    digest.update(recipient.as_bytes());
    Some(Zeroizing::new(digest.finalize().into()))
}

fn read(public: &str) -> Option<[u8; 32]> {
    unhex(public)?.try_into().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_secret_half_opens_and_only_under_its_label() {
        let (secret, public) = pair().unwrap();
        let (other, _) = pair().unwrap();
        let key = Zeroizing::new(random_bytes::<32>().unwrap());
        let sealed = seal(&key, &public, "one").unwrap();
        assert_eq!(open(&sealed, &secret, "one").as_deref(), Some(&*key));
        assert!(open(&sealed, &secret, "two").is_none());
        assert!(open(&sealed, &other, "one").is_none());
        assert!(seal(&key, &hex(&[0; 32]), "one").is_err(), "the point that gives everybody the same key");
    }
}
