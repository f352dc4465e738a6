"""The admin panel, as far as the runbook's spot-check needs it: partners and the category each of them shows."""

from flask import Blueprint, render_template, request

from .models.partner import Partner

panel = Blueprint("admin", __name__, url_prefix="/admin")


def init_app(app):
    app.register_blueprint(panel)


@panel.get("/partners")
def partners():
    page = Partner.query.order_by(Partner.sort_order, Partner.id).paginate(
        page=request.args.get("page", 1, type=int), per_page=50
    )
    return render_template("partners.html", page=page)
