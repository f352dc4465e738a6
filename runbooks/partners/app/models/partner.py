"""A partner, as of revision 202503010002."""

from ..extensions import db
from .partner_category import PartnerCategory


class Partner(db.Model):
    __tablename__ = "partners"
    __table_args__ = (
        db.Index("ix_partners_category_status_featured_sort", "category_id", "status", "featured", "sort_order"),
    )

    id = db.Column(db.BigInteger, db.Identity(), primary_key=True)
    name = db.Column(db.Text, nullable=False)
    # What category_id replaces. It stays, so that the migration loses nothing and its downgrade needs no data.
    category = db.Column(db.Text)
    status = db.Column(db.Text, nullable=False, server_default="active")
    featured = db.Column(db.Boolean, nullable=False, server_default=db.false())
    sort_order = db.Column(db.Integer, nullable=False, server_default="0")
    created_at = db.Column(db.DateTime(timezone=True), nullable=False, server_default=db.func.now())
    category_id = db.Column(
        db.BigInteger, db.ForeignKey("partner_categories.id", name="fk_partners_category_id_partner_categories")
    )

    partner_category = db.relationship(PartnerCategory, lazy="joined")
