//! Services that articles show things from: which one an address is of, and the page
//! that a reader would open.

use url::Url;

use crate::article::EmbedKind;

/// What the address of a frame says about the thing in it.
pub(super) struct Known {
    pub(super) kind: EmbedKind,
    pub(super) provider: &'static str,
    /// The page a reader would open, where it is not the frame itself.
    pub(super) page: Option<Url>,
    pub(super) poster: Option<Url>,
}

/// Reads the address of a frame or page of a service that articles show things
/// from.
pub(super) fn known(url: &Url) -> Option<Known> {
    let host = url.host_str()?.to_ascii_lowercase();
    let host = host.strip_prefix("www.").unwrap_or(&host);
    let host = host.strip_prefix("m.").unwrap_or(host);
    let parts: Vec<&str> = url.path_segments()?.filter(|it| !it.is_empty()).collect();
    let query = |name: &str| {
        url.query_pairs().find(|it| it.0 == name).map(|it| it.1.into_owned())
    };
    let page = |text: String| Url::parse(&text).ok();
    let plain = |kind, provider| Some(Known { kind, provider, page: None, poster: None });
    match host {
        "youtube.com" | "youtube-nocookie.com" | "youtu.be" => {
            let id = match (host, &*parts) {
                ("youtu.be", [id, ..])
                | (_, ["embed" | "v" | "shorts" | "live" | "e", id, ..])
                    if *id != "videoseries" =>
                {
                    Some((*id).to_owned())
                }
                _ => query("v"),
            };
            let list = query("list");
            let id = id.filter(|it| is_name(it));
            let at = query("start").or_else(|| query("t"));
            let at = at.filter(|it| it.chars().all(|it| it.is_ascii_alphanumeric()));
            let watch = match (&id, list) {
                (Some(id), _) => {
                    let at = at.map(|it| format!("&t={it}")).unwrap_or_default();
                    page(format!("https://www.youtube.com/watch?v={id}{at}"))
                }
                (None, Some(list)) if is_name(&list) => {
                    page(format!("https://www.youtube.com/playlist?list={list}"))
                }
                (None, _) => None,
            };
            let poster = id.and_then(|id| {
                page(format!("https://i.ytimg.com/vi/{id}/hqdefault.jpg"))
            });
            let page = watch.filter(|it| it != url);
            Some(Known { kind: EmbedKind::Video, provider: "YouTube", page, poster })
        }
        "player.vimeo.com" | "vimeo.com" => {
            let id = match &*parts {
                ["video", id, ..] => Some(*id),
                _ => None,
            };
            let key = query("h").filter(|it| is_name(it)).map(|it| format!("/{it}"));
            let key = key.unwrap_or_default();
            let page = id
                .filter(|it| is_name(it))
                .and_then(|id| page(format!("https://vimeo.com/{id}{key}")));
            Some(Known { kind: EmbedKind::Video, provider: "Vimeo", page, poster: None })
        }
        "dailymotion.com" | "geo.dailymotion.com" | "dai.ly" => {
            let id = match &*parts {
                ["embed", "video", id, ..] => Some((*id).to_owned()),
                _ => query("video"),
            };
            let id = id.filter(|it| is_name(it));
            let poster = id.as_ref().and_then(|id| {
                page(format!("https://www.dailymotion.com/thumbnail/video/{id}"))
            });
            let page =
                id.and_then(|id| page(format!("https://www.dailymotion.com/video/{id}")));
            Some(Known { kind: EmbedKind::Video, provider: "Dailymotion", page, poster })
        }
        "w.soundcloud.com" | "soundcloud.com" => {
            let page = query("url").and_then(|it| Url::parse(&it).ok()).filter(is_web);
            Some(Known {
                kind: EmbedKind::Audio,
                provider: "SoundCloud",
                page,
                poster: None,
            })
        }
        "open.spotify.com" | "embed.spotify.com" | "creators.spotify.com" => {
            let page = match &*parts {
                ["embed" | "embed-podcast", rest @ ..] if !rest.is_empty() => {
                    page(format!("https://open.spotify.com/{}", rest.join("/")))
                }
                _ => None,
            };
            Some(Known {
                kind: EmbedKind::Audio,
                provider: "Spotify",
                page,
                poster: None,
            })
        }
        "embed.podcasts.apple.com"
        | "embed.music.apple.com"
        | "podcasts.apple.com"
        | "music.apple.com" => {
            let plain_host = host.strip_prefix("embed.").unwrap_or(host);
            let page = host
                .starts_with("embed.")
                .then(|| page(format!("https://{plain_host}{}", url.path())))
                .flatten();
            Some(Known { kind: EmbedKind::Audio, provider: "Apple", page, poster: None })
        }
        "bandcamp.com" => plain(EmbedKind::Audio, "Bandcamp"),
        "mixcloud.com" | "player-widget.mixcloud.com" => {
            let page = query("feed").and_then(|it| {
                Url::parse("https://www.mixcloud.com/").ok()?.join(&it).ok()
            });
            Some(Known {
                kind: EmbedKind::Audio,
                provider: "Mixcloud",
                page: page.filter(is_web),
                poster: None,
            })
        }
        "embed.acast.com" | "shows.acast.com" => plain(EmbedKind::Audio, "Acast"),
        "omny.fm" => plain(EmbedKind::Audio, "Omny"),
        "html5-player.libsyn.com" | "play.libsyn.com" => {
            plain(EmbedKind::Audio, "Libsyn")
        }
        "player.simplecast.com" => plain(EmbedKind::Audio, "Simplecast"),
        "buzzsprout.com" => plain(EmbedKind::Audio, "Buzzsprout"),
        "twitter.com" | "x.com" | "platform.twitter.com" => {
            let id = query("id").filter(|it| is_name(it));
            let page =
                id.and_then(|id| page(format!("https://twitter.com/i/status/{id}")));
            Some(Known { kind: EmbedKind::Post, provider: "Twitter", page, poster: None })
        }
        "instagram.com" => {
            let page = match &*parts {
                [kind @ ("p" | "reel" | "tv"), id, rest @ ..]
                    if rest.contains(&"embed") =>
                {
                    page(format!("https://www.instagram.com/{kind}/{id}/"))
                }
                _ => None,
            };
            Some(Known {
                kind: EmbedKind::Post,
                provider: "Instagram",
                page,
                poster: None,
            })
        }
        "facebook.com" => {
            let video = matches!(&*parts, ["plugins", it, ..] if it.starts_with("video"));
            let page = query("href").and_then(|it| Url::parse(&it).ok()).filter(is_web);
            let kind = match &*parts {
                _ if video => EmbedKind::Video,
                ["plugins", it, ..] if !it.starts_with("post") => EmbedKind::Interactive,
                _ => EmbedKind::Post,
            };
            Some(Known { kind, provider: "Facebook", page, poster: None })
        }
        "tiktok.com" => {
            let page = match &*parts {
                ["embed", "v2", id, ..] | ["embed", id, ..] if is_name(id) => {
                    page(format!("https://www.tiktok.com/video/{id}"))
                }
                _ => None,
            };
            let kind = if page.is_some() { EmbedKind::Video } else { EmbedKind::Post };
            Some(Known { kind, provider: "TikTok", page, poster: None })
        }
        "bsky.app" | "embed.bsky.app" => plain(EmbedKind::Post, "Bluesky"),
        "threads.net" | "threads.com" => plain(EmbedKind::Post, "Threads"),
        "reddit.com" | "embed.reddit.com" | "redditmedia.com" => {
            plain(EmbedKind::Post, "Reddit")
        }
        "linkedin.com" => plain(EmbedKind::Post, "LinkedIn"),
        "t.me" => plain(EmbedKind::Post, "Telegram"),
        "fast.wistia.net" | "fast.wistia.com" => plain(EmbedKind::Video, "Wistia"),
        "players.brightcove.net" => plain(EmbedKind::Video, "Brightcove"),
        "content.jwplatform.com" | "cdn.jwplayer.com" => {
            plain(EmbedKind::Video, "JW Player")
        }
        "ted.com" | "embed.ted.com" => {
            let page = match &*parts {
                ["talks", rest @ ..] if host.starts_with("embed") && !rest.is_empty() => {
                    page(format!("https://www.ted.com/talks/{}", rest.join("/")))
                }
                _ => None,
            };
            Some(Known { kind: EmbedKind::Video, provider: "TED", page, poster: None })
        }
        "streamable.com" => {
            let page = match &*parts {
                ["e" | "o" | "s", id, ..] => page(format!("https://streamable.com/{id}")),
                _ => None,
            };
            Some(Known {
                kind: EmbedKind::Video,
                provider: "Streamable",
                page,
                poster: None,
            })
        }
        "player.twitch.tv" | "clips.twitch.tv" => plain(EmbedKind::Video, "Twitch"),
        "rumble.com" => plain(EmbedKind::Video, "Rumble"),
        "bitchute.com" | "odysee.com" => {
            plain(EmbedKind::Video, "Odysee").map(|it| Known {
                provider: if host == "odysee.com" { "Odysee" } else { "BitChute" },
                ..it
            })
        }
        "player.bilibili.com" => {
            let page = query("bvid")
                .filter(|it| is_name(it))
                .and_then(|id| page(format!("https://www.bilibili.com/video/{id}")));
            Some(Known {
                kind: EmbedKind::Video,
                provider: "Bilibili",
                page,
                poster: None,
            })
        }
        "rutube.ru" | "vk.com" | "vkvideo.ru" | "ok.ru" => {
            let provider = match host {
                "rutube.ru" => "Rutube",
                "ok.ru" => "OK",
                _ => "VK",
            };
            plain(EmbedKind::Video, provider)
        }
        "archive.org" => {
            let page = match &*parts {
                ["embed", rest @ ..] if !rest.is_empty() => {
                    page(format!("https://archive.org/details/{}", rest[0]))
                }
                _ => None,
            };
            Some(Known {
                kind: EmbedKind::Video,
                provider: "Internet Archive",
                page,
                poster: None,
            })
        }
        "scribd.com" => {
            let page = match &*parts {
                ["embeds", id, ..] => {
                    page(format!("https://www.scribd.com/document/{id}"))
                }
                _ => None,
            };
            Some(Known {
                kind: EmbedKind::Document,
                provider: "Scribd",
                page,
                poster: None,
            })
        }
        "documentcloud.org" | "embed.documentcloud.org" => {
            plain(EmbedKind::Document, "DocumentCloud")
        }
        "issuu.com" | "e.issuu.com" => plain(EmbedKind::Document, "Issuu"),
        "slideshare.net" => plain(EmbedKind::Document, "SlideShare"),
        "docs.google.com" => {
            let kind = match &*parts {
                ["forms", ..] => EmbedKind::Interactive,
                _ => EmbedKind::Document,
            };
            plain(kind, "Google Docs")
        }
        "google.com" | "maps.google.com"
            if parts.first() == Some(&"maps") || host.starts_with("maps") =>
        {
            plain(EmbedKind::Interactive, "Google Maps")
        }
        "openstreetmap.org" => plain(EmbedKind::Interactive, "OpenStreetMap"),
        "datawrapper.dwcdn.net" => plain(EmbedKind::Interactive, "Datawrapper"),
        "flo.uri.sh" | "public.flourish.studio" => {
            let page = match &*parts {
                [kind @ ("visualisation" | "story"), id, ..] => {
                    page(format!("https://public.flourish.studio/{kind}/{id}/"))
                }
                _ => None,
            };
            Some(Known {
                kind: EmbedKind::Interactive,
                provider: "Flourish",
                page: page.filter(|it| it != url),
                poster: None,
            })
        }
        "e.infogram.com" | "infogram.com" => plain(EmbedKind::Interactive, "Infogram"),
        "public.tableau.com" => plain(EmbedKind::Interactive, "Tableau"),
        "codepen.io" => {
            let page = match &*parts {
                [user, "embed", "preview", id, ..] | [user, "embed", id, ..] => {
                    page(format!("https://codepen.io/{user}/pen/{id}"))
                }
                _ => None,
            };
            Some(Known {
                kind: EmbedKind::Interactive,
                provider: "CodePen",
                page,
                poster: None,
            })
        }
        "codesandbox.io" => plain(EmbedKind::Interactive, "CodeSandbox"),
        "gist.github.com" => plain(EmbedKind::Document, "GitHub"),
        "giphy.com" => {
            let page = match &*parts {
                ["embed", id, ..] => page(format!("https://giphy.com/gifs/{id}")),
                _ => None,
            };
            Some(Known { kind: EmbedKind::Video, provider: "Giphy", page, poster: None })
        }
        _ => None,
    }
}

fn is_web(url: &Url) -> bool {
    matches!(url.scheme(), "http" | "https")
}

/// Returns whether a piece of an address is a name that a service gave.
fn is_name(text: &str) -> bool {
    (1..=128).contains(&text.len())
        && text.chars().all(|it| it.is_ascii_alphanumeric() || "-_.~".contains(it))
}
