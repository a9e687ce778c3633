//! Posts of Ghost's content API, <https://docs.ghost.org/content-api/posts>.

use super::Shape;
use crate::headline::Field;

pub(super) const SHAPE: Shape = Shape {
    sign: "posts.uuid",
    list: "posts",
    feed: "",
    fields: &[
        (Field::Id, "id"),
        (Field::Title, "title"),
        (Field::Url, "url"),
        (Field::Date, "published_at"),
        (Field::Summary, "custom_excerpt excerpt"),
        (Field::Image, "feature_image"),
        (Field::Alt, "feature_image_alt"),
    ],
};
