import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from office.middleware import add_policies, keep_private, refuse_nonsense


def answer(request):
    return HttpResponse("fine")


@pytest.fixture
def rf():
    return RequestFactory()


@pytest.mark.parametrize("address", ["/a%00b/", "/places/?q=a%00b", "/?%00=x"])
def test_a_nul_in_the_address_is_a_bad_request(client, address):
    assert client.get(address).status_code == 400


def test_a_nul_in_a_cookie_is_a_bad_request(client):
    client.cookies["session"] = "aaaaaaaa\0bbb"

    assert client.get("/accounts/login/").status_code == 400


def test_a_percent_sign_that_is_no_nul_is_fine(rf):
    assert refuse_nonsense(answer)(rf.get("/?q=%2500")).status_code == 200


@pytest.mark.parametrize(
    ("content_type", "length", "status"),
    [
        ("application/x-www-form-urlencoded", 8 * 1024 * 1024, 200),
        ("application/x-www-form-urlencoded", 8 * 1024 * 1024 + 1, 413),
        ("multipart/form-data; boundary=x", 32 * 1024 * 1024, 200),
        ("multipart/form-data; boundary=x", 32 * 1024 * 1024 + 1, 413),
    ],
)
def test_a_body_past_all_measure_is_not_read(rf, content_type, length, status):
    request = rf.post("/", b"x", content_type=content_type, CONTENT_LENGTH=str(length))

    assert refuse_nonsense(answer)(request).status_code == status


def test_a_page_of_somebody_signed_in_is_not_kept(rf, settings):
    request = rf.get("/")
    request.COOKIES[settings.SESSION_COOKIE_NAME] = "x"

    assert keep_private(answer)(request)["Cache-Control"] == "private, no-store"


def test_a_page_of_a_visitor_may_be_kept(rf):
    assert "Cache-Control" not in keep_private(answer)(rf.get("/"))


def test_the_reply_that_signs_in_is_not_kept(rf, settings):
    def sign_in(request):
        response = HttpResponse()
        response.set_cookie(settings.SESSION_COOKIE_NAME, "x")
        return response

    assert keep_private(sign_in)(rf.get("/"))["Cache-Control"] == "private, no-store"


def test_every_reply_carries_its_policies(rf):
    response = add_policies(answer)(rf.get("/"))

    assert "camera=()" in response["Permissions-Policy"]
    assert response["Cross-Origin-Resource-Policy"] == "same-origin"
