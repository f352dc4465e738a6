"""What a visitor sees, and what becomes of the session, when the database refuses."""

from sqlalchemy.exc import SQLAlchemyError

from .extensions import db


def init_app(app):
    @app.errorhandler(SQLAlchemyError)
    def database_error(error):
        """A failed session stays failed until it is rolled back: without this, one error would outlive its request."""
        db.session.rollback()
        # The driver's own message, not SQLAlchemy's: that one repeats the statement and its parameters.
        app.logger.error("session rolled back: %s", str(getattr(error, "orig", error)).strip())
        return "The database could not answer. Please try again in a moment.\n", 503
