//! The certificate and its key, read again when their files have changed: certificates are renewed more
//! often than programs are restarted.

use std::{
    fmt, fs, io,
    path::{Path, PathBuf},
    sync::{Arc, PoisonError, RwLock},
};
use tokio_rustls::{
    TlsAcceptor,
    rustls::{
        self, ServerConfig,
        crypto::ring,
        pki_types::{
            CertificateDer, PrivateKeyDer,
            pem::{self, PemObject},
        },
    },
};

/// Why TLS cannot be spoken with these files.
#[derive(Debug)]
pub enum TlsError {
    /// A file cannot be read.
    Read(PathBuf, io::Error),
    /// A file has no certificate or no key in it.
    Pem(PathBuf, pem::Error),
    /// They do not fit together, or not our TLS.
    Unfit(rustls::Error),
}

impl fmt::Display for TlsError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Read(path, error) => write!(f, "{}: {error}", path.display()),
            Self::Pem(path, error) => {
                write!(f, "{} is not the PEM file that is needed here: {error}", path.display())
            }
            Self::Unfit(error) => write!(f, "the certificate and the key cannot be used: {error}"),
        }
    }
}

impl std::error::Error for TlsError {}

impl From<rustls::Error> for TlsError {
    fn from(error: rustls::Error) -> Self {
        Self::Unfit(error)
    }
}

/// A certificate and its key, in two PEM files.
#[derive(Debug)]
pub struct Certificates {
    chain: PathBuf,
    key: PathBuf,
    loaded: RwLock<Loaded>,
}

#[derive(Debug, Clone)]
struct Loaded {
    /// Hashes of both files, to tell whether they have changed.
    fingerprint: [blake3::Hash; 2],
    config: Arc<ServerConfig>,
}

impl Certificates {
    /// Reads the certificate, with those between it and its root behind it, and its key.
    ///
    /// # Errors
    /// [`TlsError`].
    pub fn load(chain: &Path, key: &Path) -> Result<Self, TlsError> {
        let loaded = RwLock::new(load(chain, key)?);
        Ok(Self { chain: chain.to_owned(), key: key.to_owned(), loaded })
    }

    /// Reads the files again, for connections from now on, and says whether they have changed.
    ///
    /// # Errors
    /// [`TlsError`]; then what was loaded before goes on being used.
    pub fn reload(&self) -> Result<bool, TlsError> {
        let fresh = load(&self.chain, &self.key)?;
        let mut loaded = self.loaded.write().unwrap_or_else(PoisonError::into_inner);
        let has_changed = loaded.fingerprint != fresh.fingerprint;
        if has_changed {
            *loaded = fresh;
        }
        Ok(has_changed)
    }

    pub(super) fn acceptor(&self) -> TlsAcceptor {
        let loaded = self.loaded.read().unwrap_or_else(PoisonError::into_inner);
        TlsAcceptor::from(loaded.config.clone())
    }
}

fn load(chain_path: &Path, key_path: &Path) -> Result<Loaded, TlsError> {
    let (chain, key) = (read(chain_path)?, read(key_path)?);
    let fingerprint = [blake3::hash(&chain), blake3::hash(&key)];
    let bad_chain = |error| TlsError::Pem(chain_path.to_owned(), error);
    let chain: Vec<_> =
        CertificateDer::pem_slice_iter(&chain).collect::<Result<_, _>>().map_err(bad_chain)?;
    if chain.is_empty() {
        return Err(bad_chain(pem::Error::NoItemsFound));
    }
    let key = PrivateKeyDer::from_pem_slice(&key)
        .map_err(|error| TlsError::Pem(key_path.to_owned(), error))?;
    let mut config = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()?
        .with_no_client_auth()
        .with_single_cert(chain, key)?;
    config.alpn_protocols = vec![b"http/1.1".to_vec()];
    Ok(Loaded { fingerprint, config: Arc::new(config) })
}

fn read(path: &Path) -> Result<Vec<u8>, TlsError> {
    fs::read(path).map_err(|error| TlsError::Read(path.to_owned(), error))
}
