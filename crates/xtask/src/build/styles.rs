//! The page's style sheets, one for each part of it, as one file: it compresses better and loads at once.

use std::fs;
use std::path::Path;

use anyhow::{Context, bail};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha384};

/// Joins the style sheets of the page in `dist`, in their order, and names the file after what it holds.
///
/// # Errors
///
/// When the page has no style sheet, or one that is not in `dist`.
pub(crate) fn join(dist: &Path) -> anyhow::Result<()> {
    let page = dist.join("index.html");
    let html = fs::read_to_string(&page).with_context(|| page.display().to_string())?;
    let links = links(&html);
    let Some(first) = links.first() else {
        bail!("the page has no style sheet");
    };
    let mut joined = String::new();
    for link in &links {
        let path = dist.join(link.href);
        let css = fs::read_to_string(&path).with_context(|| path.display().to_string())?;
        joined.push_str(&css);
        fs::remove_file(&path)?;
    }
    let digest = STANDARD.encode(Sha384::digest(&joined));
    let name: String = digest
        .chars()
        .filter(char::is_ascii_alphanumeric)
        .take(16)
        .collect();
    let name = format!("page-{}.css", name.to_ascii_lowercase());
    fs::write(dist.join(&name), &joined)?;
    let tag = format!(r#"<link rel="stylesheet" href="./{name}" integrity="sha384-{digest}"/>"#);
    let rest = links.iter().skip(1);
    let html = rest.fold(html.replacen(first.tag, &tag, 1), |html, link| {
        html.replacen(link.tag, "", 1)
    });
    fs::write(&page, html).with_context(|| page.display().to_string())
}

/// One style sheet of a page.
struct Link<'a> {
    tag: &'a str,
    href: &'a str,
}

fn links(html: &str) -> Vec<Link<'_>> {
    const START: &str = r#"<link rel="stylesheet" href="./"#;
    html.match_indices(START)
        .filter_map(|(start, _)| {
            let (tag, _) = html.get(start..)?.split_once('>')?;
            let tag = html.get(start..=start + tag.len())?;
            let (href, _) = tag.strip_prefix(START)?.split_once('"')?;
            Some(Link { tag, href })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sheets_become_one_in_their_order() {
        let dist = tempfile::tempdir().unwrap();
        let file = |name: &str| dist.path().join(name);
        fs::write(file("b.css"), "b{}\n").unwrap();
        fs::write(file("a.css"), "a{}\n").unwrap();
        let html = "<head><link rel=\"stylesheet\" href=\"./b.css\" integrity=\"x\"/><link rel=\"icon\" \
                    href=\"./i.svg\"/><link rel=\"stylesheet\" href=\"./a.css\"/></head>";
        fs::write(file("index.html"), html).unwrap();
        join(dist.path()).unwrap();
        let html = fs::read_to_string(file("index.html")).unwrap();
        assert_eq!(html.matches("stylesheet").count(), 1);
        assert!(html.contains("./i.svg") && !html.contains("a.css"));
        let name = html.split("./page-").nth(1).unwrap();
        let name = name.split('"').next().unwrap();
        let joined = fs::read_to_string(file(&format!("page-{name}"))).unwrap();
        assert_eq!(joined, "b{}\na{}\n");
        assert!(!file("a.css").exists() && !file("b.css").exists());
    }

    #[test]
    fn a_page_without_styles_is_refused() {
        let dist = tempfile::tempdir().unwrap();
        fs::write(dist.path().join("index.html"), "<head></head>").unwrap();
        assert!(join(dist.path()).is_err());
    }
}
