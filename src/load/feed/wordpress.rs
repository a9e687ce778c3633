//! Posts of WordPress, <https://developer.wordpress.org/rest-api/reference/posts/>; with `_embed` in the address also their
//! images.

use super::Shape;
use crate::headline::Field;

/// `date` is in the site's own zone, which is not said; `date_gmt` is UTC.
pub(super) const SHAPE: Shape = Shape {
    sign: "title.rendered",
    list: "",
    feed: "",
    fields: &[
        (Field::Id, "id"),
        (Field::Title, "title.rendered"),
        (Field::Url, "link"),
        (Field::Date, "date_gmt date"),
        (Field::Summary, "excerpt.rendered"),
        (Field::Image, "_embedded.wp:featuredmedia.source_url jetpack_featured_media_url"),
        (Field::Alt, "_embedded.wp:featuredmedia.alt_text"),
    ],
};
