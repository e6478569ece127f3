//! Pages and pictures from the web, for those who ask for them.
//!
//! Nothing here runs unless an address was given as an input, or `--fetch`. The
//! other side is taken for hostile: it may be a machine of the local network, it
//! may answer slowly, without end, or with something else than was asked for. So
//! every hop is checked before it is looked up and after, what was checked is
//! what is connected to, and time, bytes and hops all have a bound.

mod address;
mod cache;
mod client;
mod robots;

use std::{
    collections::{BTreeMap, VecDeque},
    path::PathBuf,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    thread,
    time::{Duration, Instant},
};

use url::Url;

use self::{
    address::Reach,
    cache::Cache,
    client::{Client, Kind, Limits},
    robots::Robots,
};

/// How many requests wait for an answer at a time.
const AT_ONCE: usize = 6;
/// How often in a row a host may keep this program waiting before it is left
/// alone.
const STRIKES: u32 = 6;
/// How many redirects are followed.
const HOPS: usize = 5;
/// The longest that a site may ask this program to wait, in seconds.
const PATIENCE: u64 = 10;

const PAGE: Limits = Limits {
    kind: Kind::Page,
    bytes: 1 << 26,
    head: Duration::from_secs(20),
    body: Duration::from_mins(1),
};
const PICTURE: Limits = Limits {
    kind: Kind::Picture,
    bytes: 1 << 24,
    head: Duration::from_secs(5),
    body: Duration::from_secs(12),
};
const RULES: Limits = Limits {
    kind: Kind::Rules,
    bytes: robots::MAX_BYTES,
    head: Duration::from_secs(5),
    body: Duration::from_secs(5),
};

/// What was found at an address.
#[derive(Clone, Debug)]
pub(super) struct Answer {
    /// The address in the end, after redirects.
    pub(super) url: Url,
    pub(super) content_type: Option<String>,
    pub(super) bytes: Vec<u8>,
}

/// Why there is no answer.
#[derive(Clone, Debug)]
pub(super) enum Trouble {
    /// It was not asked for, because that would not be safe.
    Refused(String),
    /// It will not be there the next time either.
    Lasting(String),
    /// It did not come in time.
    Late,
    /// It may be there the next time.
    Passing(String),
}

/// A picture that was fetched.
#[derive(Clone, Debug)]
pub(super) enum Held {
    Bytes(Vec<u8>),
    /// It is kept in a file.
    File(PathBuf),
}

/// Where and how to fetch.
#[derive(Clone, Debug, Default)]
pub(super) struct Options {
    /// The folder that answers are kept in; the system's own where absent.
    pub(super) cache: Option<PathBuf>,
    /// Ask again for what is kept.
    pub(super) refresh: bool,
    /// A port of this machine that tests serve on.
    pub(super) loopback: Option<u16>,
}

/// Fetches, and keeps what it has fetched.
#[derive(Debug)]
pub(super) struct Fetcher {
    reach: Reach,
    client: Client,
    cache: Option<Cache>,
    refresh: bool,
    /// The rules of each origin that was asked for them.
    robots: Mutex<BTreeMap<String, Arc<Robots>>>,
    /// How often each host kept this program waiting since it last answered.
    strikes: Mutex<BTreeMap<String, u32>>,
}

impl Trouble {
    /// Says what the trouble is.
    pub(super) fn why(&self) -> &str {
        match self {
            Self::Refused(why) | Self::Lasting(why) | Self::Passing(why) => why,
            Self::Late => "it took too long",
        }
    }
}

/// Returns whether an argument is an address of the web.
pub(super) fn is_address(text: &str) -> bool {
    let scheme = text.split(':').next().unwrap_or_default();
    let rest = text.get(scheme.len()..).unwrap_or_default();
    (scheme.eq_ignore_ascii_case("http") || scheme.eq_ignore_ascii_case("https"))
        && rest.starts_with(':')
}

impl Fetcher {
    pub(super) fn new(options: &Options) -> Self {
        let reach = Reach { loopback: options.loopback };
        let folder = options.cache.clone().or_else(cache::default_folder);
        Self {
            reach,
            client: Client::new(reach),
            cache: folder.map(|it| Cache::new(&it)),
            refresh: options.refresh,
            robots: Mutex::default(),
            strikes: Mutex::default(),
        }
    }

    /// Fetches a page that a person named.
    ///
    /// # Errors
    ///
    /// Says why it is refused, or why there is none.
    pub(super) fn page(&self, text: &str) -> Result<Answer, Trouble> {
        let mut url = self.reach.parse(text).map_err(Trouble::Refused)?;
        url.set_fragment(None);
        self.get(&url, &PAGE)
    }

    /// Fetches pictures that a page names, some at a time, each once.
    pub(super) fn pictures(&self, urls: Vec<Url>) -> Vec<(Url, Result<Held, Trouble>)> {
        let budget = Duration::from_secs(60 + 2 * urls.len() as u64);
        let end = Instant::now() + budget;
        let workers = AT_ONCE.min(urls.len());
        let queue: Mutex<VecDeque<(usize, Url)>> =
            Mutex::new(urls.into_iter().enumerate().collect());
        let done = Mutex::new(Vec::new());
        thread::scope(|scope| {
            for _ in 0..workers {
                scope.spawn(|| {
                    loop {
                        let Some((place, url)) = lock(&queue).pop_front() else { break };
                        let found = match Instant::now() < end {
                            true => self.picture(&url),
                            false => Err(Trouble::Late),
                        };
                        lock(&done).push((place, url, found));
                    }
                });
            }
        });
        let mut done = done.into_inner().unwrap_or_else(PoisonError::into_inner);
        done.sort_by_key(|it| it.0);
        done.into_iter().map(|(_, url, found)| (url, found)).collect()
    }

    fn picture(&self, url: &Url) -> Result<Held, Trouble> {
        let mut url = url.clone();
        url.set_fragment(None);
        let answer = self.get(&url, &PICTURE)?;
        let kept = self.cache.as_ref().and_then(|it| it.file(&url));
        Ok(kept.map_or(Held::Bytes(answer.bytes), Held::File))
    }

    /// Returns what is kept, or else asks.
    fn get(&self, url: &Url, limits: &Limits) -> Result<Answer, Trouble> {
        // What is kept was fetched under this rule, but maybe not for this port.
        self.reach.judge(url).map_err(Trouble::Refused)?;
        let kept = self.cache.as_ref().filter(|_| !self.refresh);
        if let Some(kept) = kept.and_then(|it| it.get(url)) {
            return kept;
        }
        let answer = self.ask(url, limits);
        if let Some(cache) = &self.cache {
            cache.put(url, &answer);
        }
        answer
    }

    /// Asks, and follows where that leads.
    fn ask(&self, url: &Url, limits: &Limits) -> Result<Answer, Trouble> {
        let host = url.host_str().unwrap_or_default().to_owned();
        if STRIKES <= *lock(&self.strikes).entry(host.clone()).or_default() {
            let why = "its host kept this program waiting before";
            return Err(Trouble::Passing(why.into()));
        }
        let found = self.follow(url, limits);
        let mut strikes = lock(&self.strikes);
        let strikes = strikes.entry(host).or_default();
        *strikes = if matches!(found, Err(Trouble::Late)) { *strikes + 1 } else { 0 };
        found
    }

    fn follow(&self, url: &Url, limits: &Limits) -> Result<Answer, Trouble> {
        let mut url = url.clone();
        let mut waited = false;
        let mut hops = 0;
        loop {
            self.reach.judge(&url).map_err(Trouble::Refused)?;
            if limits.kind != Kind::Rules && !self.robots(&url).allow(&asked(&url)) {
                let why = "the site's robots.txt asks programs to leave it";
                return Err(Trouble::Lasting(why.into()));
            }
            match self.client.get(&url, limits)? {
                client::Reply::Found(answer) => return Ok(answer),
                client::Reply::Elsewhere(to) => {
                    hops += 1;
                    if HOPS < hops {
                        return Err(Trouble::Lasting(format!(
                            "it leads on and on, more than {HOPS} times"
                        )));
                    }
                    url = to;
                }
                client::Reply::Later(seconds) if !waited && seconds <= PATIENCE => {
                    waited = true;
                    thread::sleep(Duration::from_secs(seconds));
                }
                client::Reply::Later(seconds) => {
                    let why = format!("the site asks to come back in {seconds} seconds");
                    return Err(Trouble::Passing(why));
                }
            }
        }
    }

    /// Returns what a site asks of programs.
    fn robots(&self, url: &Url) -> Arc<Robots> {
        let origin = url.origin().ascii_serialization();
        if let Some(known) = lock(&self.robots).get(&origin) {
            return Arc::clone(known);
        }
        let robots = match url.join("/robots.txt") {
            Ok(at) => match self.get(&at, &RULES) {
                Ok(it) => Robots::parse(&String::from_utf8_lossy(&it.bytes)),
                // No rules, or none that can be had (RFC 9309, section 2.3.1).
                Err(Trouble::Lasting(_)) => Robots::default(),
                Err(Trouble::Refused(_) | Trouble::Late | Trouble::Passing(_)) => {
                    Robots::nothing()
                }
            },
            Err(_) => Robots::default(),
        };
        let robots = Arc::new(robots);
        lock(&self.robots).insert(origin, Arc::clone(&robots));
        robots
    }
}

/// Returns the path that is asked for, with its query.
fn asked(url: &Url) -> String {
    match url.query() {
        Some(query) => format!("{}?{query}", url.path()),
        None => url.path().to_owned(),
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Held {
    /// Returns the bytes, if they are still there.
    pub(super) fn bytes(&self) -> Option<std::borrow::Cow<'_, [u8]>> {
        match self {
            Self::Bytes(it) => Some(it.as_slice().into()),
            Self::File(path) => std::fs::read(path).ok().map(Into::into),
        }
    }
}
