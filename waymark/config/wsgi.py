"""What gunicorn serves."""

import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "waymark.config.settings")
application = get_wsgi_application()

# What is loaded by now stays for as long as the process does. Looking through all of it for rubbish in the middle of a
# page, which a page of a few thousand rows sets off, took longer than the page.
gc.collect()
gc.freeze()
gc.set_threshold(50_000, 20, 100)
