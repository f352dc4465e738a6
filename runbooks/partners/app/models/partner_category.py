"""A category that partners can be in, known to URLs and to old rows by its slug."""

from ..extensions import db


class PartnerCategory(db.Model):
    __tablename__ = "partner_categories"

    id = db.Column(db.BigInteger, db.Identity(), primary_key=True)
    slug = db.Column(db.Text, nullable=False, unique=True)
    name = db.Column(db.Text, nullable=False)
