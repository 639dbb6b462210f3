"""The two public forms. They set no cookie, are kept by no cache, and lose nothing that was typed."""

from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe
from wagtail.models import Site

from greencustoms.core.limits import Limit, address_of, come_back_in

from ..models import ContactPage, GreeningPage, Message
from . import proof
from .forms import ContactForm, PracticeForm
from .storing import store

SENT = Limit("a public form from an address", most=5, minutes=10)

FORMS = {
    "contact": (ContactPage, ContactForm, "pages/contact_form.html"),
    "practice": (GreeningPage, PracticeForm, "pages/practice_form.html"),
}


def page_for(request, model):
    """The page that the form stands under, in the language of the address or else in English."""
    site = Site.find_for_request(request)
    if site is None:
        raise Http404
    pages = model.objects.live().public().select_related("locale")
    found = {page.locale.language_code: page for page in pages}
    page = found.get(get_language()) or found.get("en")
    if page is None:
        raise Http404
    return page


# No token against forged requests is needed: nobody is signed in here, and the proof is good once for one sender.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def public_form(request, name):
    model, form_class, template = FORMS[name]
    page = page_for(request, model)
    page.route_under_page = "write/"
    if request.method != "POST":
        return answer(request, template, page, form_class())
    form = form_class(request.POST)
    if wait := SENT.take(address_of(request), name):
        come_back_in(request, wait)
        form.add_error(
            None, _("You have sent this form often in a short time. Wait ten minutes; your text stays here.")
        )
        return answer(request, template, page, form)
    if not form.is_valid():
        return answer(request, template, page, form)
    doubt = doubt_about(request, form)
    if doubt is None:
        form.add_error(None, _("One more step, to keep out machines: answer the small sum below, and send again."))
        return answer(request, template, page, form, with_question=True)
    store(form, doubt)
    return redirect(f"{name}-form-sent")


def doubt_about(request, form):
    """What to tell the secretariat about the sender; None if there is no proof at all."""
    if form.fell_into_trap:
        return Message.Doubt.TRAP
    if proof.work_is_done(form.kind, request.POST.get("altcha", "")):
        return Message.Doubt.NONE
    if proof.question_is_answered(form.kind, request.POST.get("asked", ""), request.POST.get("sum", "")):
        return Message.Doubt.BY_QUESTION
    return None


def answer(request, template, page, form, *, with_question=False):
    context = {
        "page": page,
        "form": form,
        "with_question": with_question,
        "question": proof.new_question(form.kind),
        "work": proof.new_work(form.kind),
    }
    return render(request, template, context)


@require_safe
@never_cache
def public_form_sent(request, name):
    """Thanks. It shows nothing that was typed, and its address is the same for everybody."""
    page = page_for(request, FORMS[name][0])
    page.route_under_page = "write/sent/"
    return render(request, "pages/form_sent.html", {"page": page, "name": name})
