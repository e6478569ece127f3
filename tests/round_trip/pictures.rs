//! Articles with their pictures.

use super::*;

#[test]
fn a_page_with_pictures_beside_it_comes_back_with_those() {
    let whole = json!({ "offprint": 1, "article": {
        "metadata": { "title": "T" },
        "body": { "blocks": [
            { "type": "image", "address": "img/dome.jpg", "alt": "d" },
            { "type": "image", "address": "https://a.example/dome.png?w=9", "alt": "d" },
            { "type": "paragraph", "content": [
                { "type": "link", "address": "img/dome.jpg", "content": [] } ] },
        ] },
    }});
    let article = from_json(&whole.to_string()).unwrap();
    let mut job = Job::new(&[], emit::by_name("html").unwrap());
    job.assets = &Folder;
    job.stem = "dome".into();
    let edition = Edition::from(article.clone());
    let output = job.print(&edition, &mut Report::default()).unwrap();
    let read = load("dome.html", output.files[0].bytes.clone());
    let jpeg = output.files.iter().find(|it| it.bytes.starts_with(b"\xff\xd8")).unwrap();
    let mut wanted = article;
    let Block::Image(image) = &mut wanted.body.blocks[0] else { panic!() };
    image.address = Address::Local(jpeg.path.clone());
    assert_eq!(read, wanted);
}

#[derive(Debug)]
struct Folder;

impl Assets for Folder {
    fn get(&self, _: usize, address: &Address) -> Option<Cow<'_, [u8]>> {
        const GIF: &[u8] = b"GIF89a\x01\0\x01\0\0\0\0;";
        let bytes = match address.as_str() {
            "https://a.example/dome.png?w=9" | "img/copy of dome.gif" => GIF,
            "img/dome.jpg" => b"\xff\xd8\xff\xe0 another",
            "img/secret.png" => b"no picture",
            _ => return None,
        };
        Some(bytes.into())
    }
}

#[test]
fn pictures_at_hand_are_copied_beside() {
    let image =
        |address: &str| json!({ "type": "image", "address": address, "alt": "d" });
    let whole = json!({ "offprint": 1, "article": {
        "metadata": { "title": "T", "image": { "address": "img/dome.jpg" } },
        "body": { "blocks": [
            image("https://a.example/dome.png?w=9"),
            image("img/dome.jpg"),
            { "type": "figure", "content": [image("img/copy of dome.gif")],
              "caption": [{ "type": "text", "text": "The same" }] },
            image("img/secret.png"),
            image("https://a.example/absent.png"),
        ] },
    }});
    let article = from_json(&whole.to_string()).unwrap();
    let mut job = Job::new(&[], emit::by_name("markdown").unwrap());
    job.assets = &Folder;
    job.stem = "at dusk".into();
    let edition = Edition::from(article);
    let output = job.print(&edition, &mut Report::default()).unwrap();
    let paths: Vec<&str> = output.files.iter().map(|it| it.path.as_str()).collect();
    let ["at dusk.md", jpeg, gif] = paths[..] else { panic!("{paths:?}") };
    let end = |it: &str| it.rsplit_once('.').map(|it| it.1.to_owned());
    assert_eq!((end(jpeg), end(gif)), (Some("jpg".to_owned()), Some("gif".to_owned())));
    let text = String::from_utf8_lossy(&output.files[0].bytes);
    for line in [
        format!("image: \"{jpeg}\""),
        "from: \"https://a.example/dome.png?w=9\"".to_owned(),
        format!("![d](<{gif}>)\n"),
        format!("![d](<{jpeg}>)\n"),
        format!("![d](<{gif}> \"The same\")"),
        "![d](img/secret.png)".to_owned(),
        "![d](https://a.example/absent.png)".to_owned(),
    ] {
        assert!(text.contains(&line), "{line}\n{text}");
    }
    job.settings.images = Images::Link;
    let output = job.print(&edition, &mut Report::default()).unwrap();
    assert_eq!(output.files.len(), 1);
}
