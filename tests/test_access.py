"""Who gets in where: the specification of every page.

One line is one page for everybody. The figures are the replies; “in” sends to sign in,
“go” is done and sent on. Where a strategy's standing matters, each line says for which:
d drafting, s shared with the Area Lead, g with government, a agreed, p published.
A post carries nothing but its token, so a form that may be used comes back with errors.
"""

import functools
import io
import logging
import re
import zipfile
from collections import defaultdict
from typing import NamedTuple

import pytest
from django.urls import URLPattern, get_resolver, resolve
from django.utils import timezone
from pypdf import PdfReader
from pypdf.errors import PyPdfError

from office.models import Mail
from tests.world import AT_THE_PLACE, PEOPLE, PLACES, Answer, word

pytestmark = pytest.mark.django_db
STANDING = {
    "-": "submitted",
    "d": "drafting",
    "s": "shared",
    "g": "submitted",
    "a": "agreed",
    "p": "published",
}

#         page                                                    officer approver supporter  reviewer  administrator
#                                                             out     contrib.  reader   lead   circulated  other
TABLE = """
GET  -     /                                                   200 200 200 200 200 200 200 200 200 200 200
GET  -     /health/                                            200 200 200 200 200 200 200 200 200 200 200
GET  -     /published/                                         200 200 200 200 200 200 200 200 200 200 200
GET  a     /published/{p}/                                     404 404 404 404 404 404 404 404 404 404 404
GET  p     /published/{p}/                                     200 200 200 200 200 200 200 200 200 200 200
GET  a     /published/{p}/figures/F1/                           404 404 404 404 404 404 404 404 404 404 404
GET  p     /published/{p}/figures/F1/                           200 200 200 200 200 200 200 200 200 200 200
GET  p     /published/{p}/figures/logo/                         404 404 404 404 404 404 404 404 404 404 404
GET  a     /published/{p}/strategy.pdf                         404 404 404 404 404 404 404 404 404 404 404
GET  p     /published/{p}/strategy.pdf                         200 200 200 200 200 200 200 200 200 200 200
GET  -     /consultations/                                     200 200 200 200 200 200 200 200 200 200 200
GET  d     /consultations/ask-{p}/                             200 200 200 200 200 200 200 200 200 200 200
GET  d     /consultations/ask-{p}/text/                        404 404 404 404 404 404 404 404 404 404 404
GET  d     /consultations/ask-{p}/figures/F1/                  404 404 404 404 404 404 404 404 404 404 404
GET  d     /consultations/ask-{p}/reply/                       200 200 200 200 200 200 200 200 200 200 200
POST d     /consultations/ask-{p}/reply/                       200 200 200 200 200 200 200 200 200 200 200
GET  d     /consultations/ask-{p}/thank-you/                   200 200 200 200 200 200 200 200 200 200 200
GET  d     /strategies/{p}/consultations/                       in 200 200 200 200 404 404 404 404 404 404
GET  d     /strategies/{p}/consultations/add/                   in 200 403 403 403 404 404 404 404 404 404
POST d     /strategies/{p}/consultations/add/                   in 200 403 403 403 404 404 404 404 404 404
GET  d     /strategies/{p}/consultations/ask-{p}/               in 200 200 200 200 404 404 404 404 404 404
GET  d     /strategies/{p}/consultations/ask-{p}/edit/          in  go 403 403 403 404 404 404 404 404 404
POST d     /strategies/{p}/consultations/ask-{p}/edit/          in  go 403 403 403 404 404 404 404 404 404
GET  d     /strategies/{p}/consultations/ask-{p}/publish/       in 200 403 403 403 404 404 404 404 404 404
POST d     /strategies/{p}/consultations/ask-{p}/publish/       in  go 403 403 403 404 404 404 404 404 404
GET  d     /strategies/{p}/consultations/ask-{p}/last-day/      in 200 403 403 403 404 404 404 404 404 404
POST d     /strategies/{p}/consultations/ask-{p}/last-day/      in 200 403 403 403 404 404 404 404 404 404
GET  d     /strategies/{p}/consultations/ask-{p}/take-down/     in 200 403 403 403 404 404 404 404 404 404
POST d     /strategies/{p}/consultations/ask-{p}/take-down/     in 200 403 403 403 404 404 404 404 404 404
GET  d     /strategies/{p}/consultations/ask-{p}/answers/       in 200 200 200 200 404 404 404 404 404 404
GET  d     /strategies/{p}/consultations/ask-{p}/answers.csv    in 200 200 200 200 404 404 404 404 404 404
GET  d     /strategies/{p}/consultations/ask-{p}/answers/1/     in 200 403 403 403 404 404 404 404 404 404
POST d     /strategies/{p}/consultations/ask-{p}/answers/1/     in  go 403 403 403 404 404 404 404 404 404
GET  d     /strategies/{p}/consultations/ask-{p}/log/           in 200 403 403 403 404 404 404 404 404 404
POST d     /strategies/{p}/consultations/ask-{p}/log/           in 200 403 403 403 404 404 404 404 404 404
GET  d     /strategies/{p}/consultations/ask-{p}/outcome/       in 200 403 403 403 404 404 404 404 404 404
POST d     /strategies/{p}/consultations/ask-{p}/outcome/       in  go 403 403 403 404 404 404 404 404 404
GET  -     /accounts/login/                                    200  go  go  go  go  go  go  go  go  go  go
POST -     /accounts/login/                                    200  go  go  go  go  go  go  go  go  go  go
GET  -     /accounts/logout/                                    go 200 200 200 200 200 200 200 200 200 200
POST -     /accounts/logout/                                    go  go  go  go  go  go  go  go  go  go  go
GET  -     /accounts/inactive/                                 200 200 200 200 200 200 200 200 200 200 200
GET  -     /accounts/password/change/                           in 200 200 200 200 200 200 200 200 200 200
POST -     /accounts/password/change/                           in 200 200 200 200 200 200 200 200 200 200
GET  -     /accounts/password/reset/                           200 200 200 200 200 200 200 200 200 200 200
POST -     /accounts/password/reset/                           200 200 200 200 200 200 200 200 200 200 200
GET  -     /accounts/password/reset/done/                      200 200 200 200 200 200 200 200 200 200 200
GET  -     /accounts/password/reset/key/1-set-password/        200 200 200 200 200 200 200 200 200 200 200
POST -     /accounts/password/reset/key/1-set-password/        200 200 200 200 200 200 200 200 200 200 200
GET  -     /accounts/password/reset/key/done/                  200 200 200 200 200 200 200 200 200 200 200
GET  -     /accounts/invitation/{token}/                       200 200 200 200 200 200 200 200 200 200 200
POST -     /accounts/invitation/{token}/                       200 200 200 200 200 200 200 200 200 200 200
GET  -     /accounts/invitation/no-such-link/                  404 404 404 404 404 404 404 404 404 404 404
GET  -     /accounts/editor/                                    in 405 405 405 405 405 405 405 405 405 405
POST -     /accounts/editor/                                    in 400 400 400 400 400 400 400 400 400 400
GET  -     /places/                                             in 200 200 200 200 200 200 200 200 200 200
GET  g     /places/{p}/                                         in 200 200 200 200 200 200 200 200 200 200
GET  g     /places/{p}/codes/                                   in 200 200 200 200 200 200 200 200 200 200
GET  g     /places/{p}/people/                                  in 200 200 200 200 200 200 200 200 200 404
GET  g     /places/{p}/people/invite/                           in 200 403 403 403 403 403 403 403 200 404
POST g     /places/{p}/people/invite/                           in 200 403 403 403 403 403 403 403 200 404
GET  g     /places/{p}/people/reader/reader/end/                in 200 403 403 403 403 403 403 403 200 404
POST g     /places/{p}/people/reader/reader/end/                in 200 403 403 403 403 403 403 403 200 404
GET  g     /places/{p}/people/approver/approver/end/            in 403 403 403 403 403 403 403 403 200 404
POST g     /places/{p}/people/approver/approver/end/            in 403 403 403 403 403 403 403 403 200 404
GET  -     /places/carrow/conditions/                           in 200 200 200 200 200 200 200 200 200 200
GET  -     /places/carrow/conditions/add/                       in 403 403 403 403 403 200 403 403 200 403
POST -     /places/carrow/conditions/add/                       in 403 403 403 403 403 200 403 403 200 403
GET  -     /places/carrow/conditions/LR-1/1/                    in 200 200 200 200 403 200 403 403 200 403
GET  g     /places/{p}/conditions/                              in 404 404 404 404 404 404 404 404 404 404
GET  -     /people/                                             in 403 403 403 403 403 403 403 403 200 403
GET  -     /people/gaps/                                        in 403 403 403 403 403 403 403 403 200 403
GET  -     /people/invite/                                      in 403 403 403 403 403 403 403 403 200 403
POST -     /people/invite/                                      in 403 403 403 403 403 403 403 403 200 403
GET  -     /people/import/                                      in 403 403 403 403 403 403 403 403 200 403
POST -     /people/import/                                      in 403 403 403 403 403 403 403 403 200 403
GET  -     /people/import/send/                                 in 403 403 403 403 403 403 403 403  go 403
POST -     /people/import/send/                                 in 403 403 403 403 403 403 403 403  go 403
GET  -     /people/invitations/                                 in 405 405 405 405 405 405 405 405 405 405
POST g     /people/invitations/#invitation                      in  go 404 404 404 404 404 404 404  go 404
POST g     /people/invitations/#administers                     in 403 403 403 403 403 403 403 403  go 403
GET  -     /people/reader/                                      in 403 403 403 403 403 403 403 403 200 403
GET  -     /people/reader/roles/add/                            in 403 403 403 403 403 403 403 403 200 403
POST -     /people/reader/roles/add/                            in 403 403 403 403 403 403 403 403 200 403
GET  -     /people/reader/close/                                in 403 403 403 403 403 403 403 403 200 403
POST -     /people/reader/close/                                in 403 403 403 403 403 403 403 403  go 403
GET  -     /people/reader/open/                                 in 403 403 403 403 403 403 403 403 200 403
POST -     /people/reader/open/                                 in 403 403 403 403 403 403 403 403  go 403
GET  -     /people/reader/administrator/                        in 403 403 403 403 403 403 403 403 200 403
POST -     /people/reader/administrator/                        in 403 403 403 403 403 403 403 403  go 403
GET  -     /people/reader/administrator/end/                    in 403 403 403 403 403 403 403 403 200 403
POST -     /people/reader/administrator/end/                    in 403 403 403 403 403 403 403 403  go 403
GET  -     /jobs/                                               in 403 403 403 403 403 403 403 403 200 403
POST -     /jobs/                                               in 403 403 403 403 403 403 403 403  go 403
GET  -     /outbox/                                             in 200 200 200 200 200 200 200 200 200 200
GET  -     /outbox/{mail}/                                      in 404 404 404 404 404 200 404 404 200 404
GET  -     /outbox/{mail}/html/                                 in 404 404 404 404 404 200 404 404 200 404
GET  -     /exports/                                            in 403 403 403 403 403 403 403 403 200 403
GET  -     /exports/add/                                        in 403 403 403 403 403 403 403 403 200 403
POST -     /exports/add/                                        in 403 403 403 403 403 403 403 403 200 403
GET  -     /exports/{export}/                                   in 403 403 403 403 403 403 403 403 200 403
POST -     /exports/{export}/                                   in 403 403 403 403 403 403 403 403 200 403
GET  -     /exports/{export}/download/                          in 403 403 403 403 403 403 403 403 200 403
GET  -     /dates/                                              in 200 200 200 200 200 200 200 200 200 200
GET  -     /dates/add/                                          in 403 403 403 403 403 403 403 403 200 403
POST -     /dates/add/                                          in 403 403 403 403 403 403 403 403 200 403
GET  -     /dates/national/edit/                                in 403 403 403 403 403 403 403 403 200 403
POST -     /dates/national/edit/                                in 403 403 403 403 403 403 403 403 200 403
GET  g     /dates/date-{p}/edit/                                in 200 403 403 403 403 403 404 403 403 404
POST g     /dates/date-{p}/edit/                                in 200 403 403 403 403 403 404 403 403 404
GET  g     /dates/date-{p}/remove/                              in 200 403 403 403 403 403 404 403 403 404
POST g     /dates/date-{p}/remove/                              in  go 403 403 403 403 403 404 403 403 404
GET  g     /dates/date-{p}/put-back/                            in 200 403 403 403 403 403 404 403 403 404
POST g     /dates/date-{p}/put-back/                            in  go 403 403 403 403 403 404 403 403 404
GET  g     /dates/date-{p}/done/                                in 200 403 403 403 403 403 404 403 403 404
POST g     /dates/date-{p}/done/                                in  go 403 403 403 403 403 404 403 403 404
GET  g     /dates/date-{p}/not-done/                            in 200 403 403 403 403 403 404 403 403 404
POST g     /dates/date-{p}/not-done/                            in  go 403 403 403 403 403 404 403 403 404
GET  d     /places/{p}/dates/                                   in 200 200 200 200 200 200 404 404 200 404
GET  g     /places/{p}/dates/                                   in 200 200 200 200 200 200 404 200 200 404
GET  g     /places/{p}/dates/add/                               in 200 403 403 403 403 403 404 403 403 404
POST g     /places/{p}/dates/add/                               in 200 403 403 403 403 403 404 403 403 404
GET  d     /strategies/{p}/commitments/                         in 200 200 200 200 200 404 404 404 404 404
GET  s     /strategies/{p}/commitments/                         in 200 200 200 200 200 200 404 404 404 404
POST s     /strategies/{p}/commitments/                         in 405 405 405 405 405 405 405 405 405 405
GET  s     /strategies/{p}/commitments/K1/propose/              in 200 403 403 403 403 403 404 404 404 404
POST s     /strategies/{p}/commitments/K1/propose/              in 409 403 403 403 403 403 404 404 404 404
POST a     /strategies/{p}/commitments/K1/propose/              in 403 403 403 403 403 404 404 404 404 404
GET  s     /strategies/{p}/commitments/K1/withdraw/             in 200 403 403 403 403 403 404 404 404 404
POST s     /strategies/{p}/commitments/K1/withdraw/             in  go 403 403 403 403 403 404 404 404 404
POST a     /strategies/{p}/commitments/K1/withdraw/             in 403 403 403 403 403 404 404 404 404 404
GET  s     /strategies/{p}/commitments/K1/take/1/               in 404 403 403 403 403 403 404 404 404 404
POST s     /strategies/{p}/commitments/K1/take/1/               in 404 403 403 403 403 403 404 404 404 404
GET  sg    /strategies/{p}/commitments/K1/answer/               in 404 404 404 404 404 404 404 404 404 404
POST sg    /strategies/{p}/commitments/K1/answer/               in 404 404 404 404 404 404 404 404 404 404
GET  s     /strategies/{p}/commitments/K2/answer/               in 404 404 404 404 404 200 404 404 404 404
POST s     /strategies/{p}/commitments/K2/answer/               in 404 404 404 404 404 409 404 404 404 404
GET  g     /strategies/{p}/commitments/K2/answer/               in 404 404 404 404 404 200 404 404 404 404
GET  -     /commitments/                                        in 200 200 200 200 200 200 200 200 200 200
GET  -     /shared/                                             in 200 200 200 200 200 200 200 200 200 200
GET  s     /shared/{p}/what-we-see/                             in 404 404 404 404 404 404 404 404 404 404
POST s     /shared/{p}/what-we-see/                             in 405 405 405 405 405 405 405 405 405 405
POST s     /shared/{p}/what-we-see/accept/                      in 404 404 404 404 404 404 404 404 404 404
POST s     /shared/{p}/what-we-see/decline/                     in 404 404 404 404 404 404 404 404 404 404
POST s     /shared/{p}/what-we-see/stop/                        in 404 404 404 404 404 404 404 404 404 404
GET  s     /strategies/{p}/parts/what-we-see/share/             in 200 403 403 403 403 403 404 404 404 404
POST s     /strategies/{p}/parts/what-we-see/share/             in 200 403 403 403 403 403 404 404 404 404
POST a     /strategies/{p}/parts/what-we-see/share/             in 403 403 403 403 403 404 404 404 404 404
POST s     /strategies/{p}/parts/what-we-see/share/carrow/offer/  in 404 403 403 403 403 403 404 404 404 404
POST s     /strategies/{p}/parts/what-we-see/share/carrow/end/  in 404 403 403 403 403 403 404 404 404 404
POST s     /strategies/{p}/parts/what-we-see/show/              in 200 403 403 403 403 403 404 404 404 404
POST a     /strategies/{p}/parts/what-we-see/show/              in 403 403 403 403 403 404 404 404 404 404
POST s     /strategies/{p}/parts/what-we-see/show/1/end/        in 404 403 403 403 403 403 404 404 404 404
GET  -     /reminders/                                          in 200 200 200 200 200 200 200 200 200 200
GET  -     /across/                                             in 403 403 403 403 403 200 403 403 200 403
GET  -     /across/claims/                                      in 403 403 403 403 403 200 403 403 200 403
GET  -     /search/                                             in 200 200 200 200 200 200 200 200 200 200
GET  d     /places/{p}/evidence/                                in 200 200 200 200 200 404 404 404 404 404
GET  s     /places/{p}/evidence/                                in 200 200 200 200 200 200 404 404 404 404
GET  gp    /places/{p}/evidence/                                in 200 200 200 200 200 200 404 200 200 404
GET  d     /places/{p}/evidence.csv                             in 200 200 200 200 200 404 404 404 404 404
GET  s     /places/{p}/evidence.csv                             in 200 200 200 200 200 200 404 404 404 404
GET  g     /places/{p}/evidence.csv                             in 200 200 200 200 200 200 404 200 200 404
GET  d     /places/{p}/evidence/indicators/                     in 200 200 200 200 200 404 404 404 404 404
GET  s     /places/{p}/evidence/indicators/                     in 200 200 200 200 200 200 404 404 404 404
GET  gp    /places/{p}/evidence/indicators/                     in 200 200 200 200 200 200 404 200 200 404
GET  d     /places/{p}/evidence/indicators/ZQ_RATE/             in 200 200 200 200 200 404 404 404 404 404
GET  s     /places/{p}/evidence/indicators/ZQ_RATE/             in 200 200 200 200 200 200 404 404 404 404
GET  gp    /places/{p}/evidence/indicators/ZQ_RATE/             in 200 200 200 200 200 200 404 200 200 404
GET  s     /places/{p}/evidence/indicators/ZQ_RATE/figures/add/    in 200 200 403 403 403 403 404 404 404 404
POST g     /places/{p}/evidence/indicators/ZQ_RATE/figures/add/    in 200 200 403 403 403 403 404 403 403 404
GET  s     /places/{p}/evidence/indicators/ZQ_RATE/figures/{figure}/ in 200 403 403 403 403 403 404 404 404 404
POST g     /places/{p}/evidence/indicators/ZQ_RATE/figures/{figure}/ in 200 403 403 403 403 403 404 403 403 404
GET  s     /places/{p}/evidence/indicators/ZQ_RATE/figures/{figure}/withdraw/ in 200 403 403 403 403 403 404 404 404 404
POST g     /places/{p}/evidence/indicators/ZQ_RATE/figures/{figure}/withdraw/ in 200 403 403 403 403 403 404 403 403 404
GET  g     /places/{p}/evidence/indicators/NO_SUCH/             in 404 404 404 404 404 404 404 404 404 404
GET  s     /places/{p}/evidence/add/                            in 200 200 403 403 403 403 404 404 404 404
GET  g     /places/{p}/evidence/add/                            in 200 200 403 403 403 403 404 403 403 404
POST s     /places/{p}/evidence/add/                            in 200 200 403 403 403 403 404 404 404 404
POST g     /places/{p}/evidence/add/                            in 200 200 403 403 403 403 404 403 403 404
GET  dsg   /places/{p}/evidence/imports/                        in 200 200 200 200 200 404 404 404 404 404
GET  s     /places/{p}/evidence/import/                         in 200 200 403 403 403 403 404 404 404 404
GET  g     /places/{p}/evidence/import/                         in 200 200 403 403 403 403 404 403 403 404
POST s     /places/{p}/evidence/import/                         in 200 200 403 403 403 403 404 404 404 404
GET  dsg   /places/{p}/evidence/import/1/                       in 200 200 200 200 200 404 404 404 404 404
GET  s     /places/{p}/evidence/import/1/columns/               in 200 200 403 403 403 404 404 404 404 404
POST s     /places/{p}/evidence/import/1/columns/               in 200 200 403 403 403 404 404 404 404 404
GET  d     /places/{p}/evidence/import/1/take-in/               in 405 405 405 405 405 405 405 405 405 405
POST sg    /places/{p}/evidence/import/1/take-in/               in  go  go 403 403 403 404 404 404 404 404
GET  d     /places/{p}/evidence/import/1/take-out/              in 405 405 405 405 405 405 405 405 405 405
POST sg    /places/{p}/evidence/import/1/take-out/              in  go 403 403 403 403 404 404 404 404 404
GET  d     /places/{p}/evidence/import/1/discard/               in 405 405 405 405 405 405 405 405 405 405
POST sg    /places/{p}/evidence/import/1/discard/               in  go  go 403 403 403 404 404 404 404 404
GET  dsg   /places/{p}/evidence/import/1/refused.csv            in 200 200 200 200 200 404 404 404 404 404
GET  d     /places/{p}/evidence/E01/                            in 200 200 200 200 200 404 404 404 404 404
GET  s     /places/{p}/evidence/E01/                            in 200 200 200 200 200 200 404 404 404 404
GET  gp    /places/{p}/evidence/E01/                            in 200 200 200 200 200 200 404 200 200 404
GET  s     /places/{p}/evidence/E02/                            in 200 200 200 200 200 200 404 404 404 404
GET  g     /places/{p}/evidence/E02/                            in 200 200 200 200 200 404 404 404 404 404
GET  d     /places/{p}/evidence/E01/files/{file}/               in 200 200 200 200 200 404 404 404 404 404
GET  s     /places/{p}/evidence/E01/files/{file}/               in 200 200 200 200 200 200 404 404 404 404
GET  g     /places/{p}/evidence/E01/files/{file}/               in 200 200 200 200 200 200 404 200 200 404
GET  s     /places/{p}/evidence/E02/files/{secret}/             in 200 200 200 200 403 403 404 404 404 404
GET  g     /places/{p}/evidence/E02/files/{secret}/             in 200 200 200 200 403 404 404 404 404 404
GET  s     /places/{p}/evidence/E01/files/add/                  in 200 403 403 403 403 403 404 404 404 404
POST g     /places/{p}/evidence/E01/files/add/                  in 200 403 403 403 403 403 404 403 403 404
GET  s     /places/{p}/evidence/E01/edit/                       in 200 403 403 403 403 403 404 404 404 404
POST g     /places/{p}/evidence/E01/edit/                       in 200 403 403 403 403 403 404 403 403 404
GET  s     /places/{p}/evidence/E01/withdraw/                   in 200 403 403 403 403 403 404 404 404 404
POST g     /places/{p}/evidence/E01/withdraw/                   in 200 403 403 403 403 403 404 403 403 404
GET  s     /places/{p}/evidence/E03/bring-back/                 in 200 403 403 403 403 403 404 404 404 404
POST s     /places/{p}/evidence/E03/bring-back/                 in 200 403 403 403 403 403 404 404 404 404
GET  s     /places/{p}/evidence/open/                           in 200 403 403 403 403 403 404 404 404 404
POST s     /places/{p}/evidence/open/                           in 200 403 403 403 403 403 404 404 404 404
GET  s     /places/{p}/evidence/open/0/take-back/               in 405 405 405 405 405 405 405 405 405 405
POST s     /places/{p}/evidence/open/0/take-back/               in 404 403 403 403 403 403 404 404 404 404
GET  s     /places/{p}/evidence/sharing/                        in 200 200 200 200 404 404 404 404 404 404
GET  s     /places/{p}/evidence/sharing/0/end/                  in 405 405 405 405 405 405 405 405 405 405
POST s     /places/{p}/evidence/sharing/0/end/                  in 404 403 403 403 404 404 404 404 404 404
GET  s     /places/{p}/evidence/shared-with-us/                 in 200 200 200 200 404 404 404 404 404 404
GET  s     /places/{p}/evidence/E01/show/                       in 200 403 403 403 403 403 404 404 404 404
POST g     /places/{p}/evidence/E01/show/                       in 200 403 403 403 403 403 404 403 403 404
GET  s     /places/{p}/evidence/E01/look-again/                 in 405 405 405 405 405 405 405 405 405 405
POST s     /places/{p}/evidence/E01/look-again/                 in  go 403 403 403 403 403 404 404 404 404
GET  -     /published/evidence/                                200 200 200 200 200 200 200 200 200 200 200
GET  s     /published/evidence/{p}/                             404 404 404 404 404 404 404 404 404 404 404
GET  -     /published/evidence/carrow/                         200 200 200 200 200 200 200 200 200 200 200
GET  -     /published/evidence/carrow.csv                      200 200 200 200 200 200 200 200 200 200 200
GET  -     /published/evidence/carrow/figures.csv              200 200 200 200 200 200 200 200 200 200 200
GET  -     /published/evidence/carrow/files/{open}/            200 200 200 200 200 200 200 200 200 200 200
GET  s     /published/evidence/{p}/files/{file}/                404 404 404 404 404 404 404 404 404 404 404
GET  d     /places/{p}/contributors/                            in 200 200 200 200 200 404 404 404 404 404
GET  s     /places/{p}/contributors/                            in 200 200 200 200 200 200 404 404 404 404
GET  gp    /places/{p}/contributors/                            in 200 200 200 200 200 404 404 404 404 404
GET  s     /places/{p}/contributors.csv                         in 200 200 200 200 200 200 404 404 404 404
GET  s     /places/{p}/contributors/add/                        in 200 200 403 403 403 403 404 404 404 404
POST s     /places/{p}/contributors/add/                        in 200 200 403 403 403 403 404 404 404 404
GET  s     /places/{p}/contributors/{helped}/edit/              in 200 403 403 403 403 403 404 404 404 404
POST s     /places/{p}/contributors/{helped}/edit/              in 200 403 403 403 403 403 404 404 404 404
GET  s     /places/{p}/contributors/{helped}/remove/            in 200 403 403 403 403 403 404 404 404 404
POST s     /places/{p}/contributors/{helped}/remove/            in 200 403 403 403 403 403 404 404 404 404
GET  s     /places/{p}/contributors/{helped}/bring-back/        in 405 405 405 405 405 405 405 405 405 405
POST s     /places/{p}/contributors/{helped}/bring-back/        in  go 403 403 403 403 403 404 404 404 404
GET  d     /places/{p}/engagement/                              in 200 200 200 200 200 404 404 404 404 404
GET  s     /places/{p}/engagement/                              in 200 200 200 200 200 200 404 404 404 404
GET  gp    /places/{p}/engagement/                              in 200 200 200 200 200 404 404 404 404 404
GET  s     /places/{p}/engagement.csv                           in 200 200 200 200 200 200 404 404 404 404
GET  s     /places/{p}/engagement/add/                          in 200 200 403 403 403 403 404 404 404 404
POST s     /places/{p}/engagement/add/                          in 200 200 403 403 403 403 404 404 404 404
GET  s     /places/{p}/engagement/{talk}/edit/                  in 200 403 403 403 403 403 404 404 404 404
POST s     /places/{p}/engagement/{talk}/edit/                  in 200 403 403 403 403 403 404 404 404 404
GET  s     /places/{p}/engagement/{talk}/remove/                in 200 403 403 403 403 403 404 404 404 404
POST s     /places/{p}/engagement/{talk}/remove/                in 200 403 403 403 403 403 404 404 404 404
GET  s     /places/{p}/engagement/{talk}/bring-back/            in 405 405 405 405 405 405 405 405 405 405
POST s     /places/{p}/engagement/{talk}/bring-back/            in  go 403 403 403 403 403 404 404 404 404
GET  -     /strategies/                                         in 200 200 200 200 200 200 200 200 200 200
GET  -     /strategies/add/                                     in 200 403 403 403 403 403 403 403 403 200
POST -     /strategies/add/                                     in 200 403 403 403 403 403 403 403 403 200
GET  ds    /strategies/{p}/                                     in 200 200 200 200 200 200 404 404 200 404
GET  gp    /strategies/{p}/                                     in 200 200 200 200 200 200 404 200 200 404
GET  g     /strategies/{p}/edit/                                in 200 403 403 403 403 403 404 403 403 404
POST g     /strategies/{p}/edit/                                in 200 403 403 403 403 403 404 403 403 404
POST a     /strategies/{p}/edit/                                in 403 403 403 403 403 403 404 403 403 404
GET  d     /strategies/{p}/sharing/                             in 405 405 405 405 405 405 405 405 405 405
POST g     /strategies/{p}/sharing/                             in  go 403 403 403 403 403 404 403 403 404
POST a     /strategies/{p}/sharing/                             in 403 403 403 403 403 403 404 403 403 404
GET  d     /strategies/{p}/outline/                             in 200 403 403 403 403 403 404 404 403 404
GET  g     /strategies/{p}/outline/                             in 200 403 403 403 403 403 404 403 403 404
GET  a     /strategies/{p}/outline/                             in 403 403 403 403 403 403 404 403 403 404
GET  dg    /strategies/{p}/read/                                in 200 200 200 200 200 404 404 404 404 404
GET  s     /strategies/{p}/read/                                in 200 200 200 200 200 200 404 404 404 404
GET  dg    /strategies/{p}/changes/                             in 200 200 200 200 200 404 404 404 404 404
GET  s     /strategies/{p}/changes/?since=2018-10-01            in 200 200 200 200 200 200 404 404 404 404
GET  dg    /strategies/{p}/as-it-stood/?{today}                 in 200 200 200 200 200 404 404 404 404 404
GET  s     /strategies/{p}/as-it-stood/?{today}                 in 200 200 200 200 200 200 404 404 404 404
GET  dg    /strategies/{p}/as-it-stood/changes/?{today}         in 200 200 200 200 200 404 404 404 404 404
GET  s     /strategies/{p}/as-it-stood/changes/?{today}         in 200 200 200 200 200 200 404 404 404 404
GET  d     /strategies/{p}/funding/                             in 200 200 200 200 200 404 404 404 404 404
GET  s     /strategies/{p}/funding/                             in 200 200 200 200 200 200 404 404 404 404
GET  g     /strategies/{p}/funding/                             in 200 200 200 200 200 200 404 200 200 404
GET  g     /strategies/{p}/funding/no-such-mark/                in 404 404 404 404 404 404 404 404 404 404
POST g     /strategies/{p}/funding/no-such-mark/                in 404 404 404 404 404 404 404 404 404 404
GET  dg    /strategies/{p}/find/?q=zqdraft                      in 200 200 200 200 200 404 404 404 404 404
GET  s     /strategies/{p}/find/?q=zqdraft                      in 200 200 200 200 200 200 404 404 404 404
GET  dg    /strategies/{p}/find/replace/?q=zqdraft              in 200 200 403 403 403 404 404 404 404 404
GET  s     /strategies/{p}/find/replace/?q=zqdraft              in 200 200 403 403 403 403 404 404 404 404
GET  a     /strategies/{p}/find/replace/                        in 403 403 403 403 403 404 404 404 404 404
POST s     /strategies/{p}/find/replace/                        in 200 200 403 403 403 403 404 404 404 404
POST a     /strategies/{p}/find/replace/                        in 403 403 403 403 403 404 404 404 404 404
GET  dg    /strategies/{p}/draft.pdf                            in 200 200 200 200 200 404 404 404 404 404
GET  s     /strategies/{p}/draft.pdf                            in 200 200 200 200 200 200 404 404 404 404
POST d     /strategies/{p}/draft.pdf                            in 200 200 200 200 200 404 404 404 404 404
GET  g     /strategies/{p}/parts/add/                           in 200 403 403 403 403 403 404 403 403 404
POST g     /strategies/{p}/parts/add/                           in 200 403 403 403 403 403 404 403 403 404
POST a     /strategies/{p}/parts/add/                           in 403 403 403 403 403 403 404 403 403 404
GET  dg    /strategies/{p}/references/                          in 200 200 200 200 200 404 404 404 404 404
GET  s     /strategies/{p}/references/                          in 200 200 200 200 200 200 404 404 404 404
GET  dg    /strategies/{p}/figures/                             in 200 200 200 200 200 404 404 404 404 404
GET  s     /strategies/{p}/figures/                             in 200 200 200 200 200 200 404 404 404 404
GET  dg    /strategies/{p}/figures/F1/picture/                  in 200 200 200 200 200 404 404 404 404 404
GET  s     /strategies/{p}/figures/F1/picture/                  in 200 200 200 200 200 200 404 404 404 404
GET  s     /strategies/{p}/figures/add/                         in 200 403 403 403 403 403 404 404 404 404
POST s     /strategies/{p}/figures/add/                         in 200 403 403 403 403 403 404 404 404 404
POST a     /strategies/{p}/figures/add/                         in 403 403 403 403 403 404 404 404 404 404
GET  s     /strategies/{p}/figures/F1/edit/                     in 200 403 403 403 403 403 404 404 404 404
POST s     /strategies/{p}/figures/F1/edit/                     in 200 403 403 403 403 403 404 404 404 404
POST a     /strategies/{p}/figures/F1/edit/                     in 403 403 403 403 403 404 404 404 404 404
GET  g     /strategies/{p}/edit/cover/                          in 200 403 403 403 403 403 404 403 403 404
POST g     /strategies/{p}/edit/cover/                          in 200 403 403 403 403 403 404 403 403 404
POST a     /strategies/{p}/edit/cover/                          in 403 403 403 403 403 403 404 403 403 404
GET  s     /strategies/{p}/figures/F9/picture/                  in 404 404 404 404 404 404 404 404 404 404
GET  dg    /strategies/{p}/findings/                            in 200 200 200 200 200 404 404 404 404 404
GET  s     /strategies/{p}/findings/                            in 200 200 200 200 200 200 404 404 404 404
GET  d     /strategies/{p}/connections/                        in 200 200 200 200 200 404 404 404 404 404
GET  s     /strategies/{p}/connections/                        in 200 200 200 200 200 200 404 404 404 404
GET  d     /strategies/{p}/communities/                        in 200 200 200 200 200 404 404 404 404 404
GET  s     /strategies/{p}/communities/                        in 200 200 200 200 200 200 404 404 404 404
GET  d     /strategies/{p}/decisions/                          in 200 200 200 200 200 404 404 404 404 404
GET  s     /strategies/{p}/decisions/                          in 200 200 200 200 200 200 404 404 404 404
GET  d     /strategies/{p}/evaluation/                         in 200 200 200 200 200 404 404 404 404 404
GET  s     /strategies/{p}/evaluation/                         in 200 200 200 200 200 200 404 404 404 404
GET  d     /strategies/{p}/monitoring/                         in 200 200 200 200 200 404 404 404 404 404
GET  s     /strategies/{p}/monitoring/                         in 200 200 200 200 200 200 404 404 404 404
GET  d     /strategies/{p}/charts/                             in 200 200 200 200 200 404 404 404 404 404
GET  s     /strategies/{p}/charts/                             in 200 200 200 200 200 200 404 404 404 404
GET  d     /strategies/{p}/priorities/                          in 200 200 200 200 200 404 404 404 404 404
GET  s     /strategies/{p}/priorities/                          in 200 200 200 200 200 200 404 404 404 404
GET  d     /strategies/{p}/actions/                             in 200 200 200 200 200 404 404 404 404 404
GET  s     /strategies/{p}/actions/                             in 200 200 200 200 200 200 404 404 404 404
GET  d     /strategies/{p}/measures/                            in 200 200 200 200 200 404 404 404 404 404
GET  s     /strategies/{p}/measures/                            in 200 200 200 200 200 200 404 404 404 404
GET  s     /strategies/{p}/charts/add/                          in 200 403 403 403 403 403 404 404 404 404
GET  s     /strategies/{p}/charts/add/?indicator=ZQ_RATE        in 200 403 403 403 403 403 404 404 404 404
POST s     /strategies/{p}/charts/add/                          in 200 403 403 403 403 403 404 404 404 404
POST a     /strategies/{p}/charts/add/                          in 403 403 403 403 403 404 404 404 404 404
GET  s     /strategies/{p}/charts/C1/edit/                      in 200 403 403 403 403 403 404 404 404 404
POST s     /strategies/{p}/charts/C1/edit/                      in 200 403 403 403 403 403 404 404 404 404
GET  s     /strategies/{p}/findings/add/                        in 200 403 403 403 403 403 404 404 404 404
POST s     /strategies/{p}/findings/add/                        in 200 403 403 403 403 403 404 404 404 404
POST a     /strategies/{p}/findings/add/                        in 403 403 403 403 403 404 404 404 404 404
GET  s     /strategies/{p}/actions/paste/                       in 200 403 403 403 403 403 404 404 404 404
POST s     /strategies/{p}/actions/paste/                       in 200 403 403 403 403 403 404 404 404 404
POST a     /strategies/{p}/actions/paste/                       in 403 403 403 403 403 404 404 404 404 404
GET  s     /strategies/{p}/actions/paste/take-out/              in 405 405 405 405 405 405 405 405 405 405
POST s     /strategies/{p}/actions/paste/take-out/              in  go 403 403 403 403 403 404 404 404 404
POST a     /strategies/{p}/actions/paste/take-out/              in 403 403 403 403 403 404 404 404 404 404
GET  s     /strategies/{p}/priorities/P1/edit/                  in 200 403 403 403 403 403 404 404 404 404
POST s     /strategies/{p}/priorities/P1/edit/                  in 200 403 403 403 403 403 404 404 404 404
POST a     /strategies/{p}/priorities/P1/edit/                  in 403 403 403 403 403 404 404 404 404 404
GET  s     /strategies/{p}/priorities/P1/remove/                in 200 403 403 403 403 403 404 404 404 404
POST s     /strategies/{p}/priorities/P1/remove/                in 409 403 403 403 403 403 404 404 404 404
POST a     /strategies/{p}/priorities/P1/remove/                in 403 403 403 403 403 404 404 404 404 404
GET  d     /strategies/{p}/findings/S2/bring-back/              in 405 405 405 405 405 405 405 405 405 405
POST s     /strategies/{p}/findings/S2/bring-back/              in  go 403 403 403 403 403 404 404 404 404
POST a     /strategies/{p}/findings/S2/bring-back/              in 403 403 403 403 403 404 404 404 404 404
GET  d     /strategies/{p}/priorities/P1/move/                  in 405 405 405 405 405 405 405 405 405 405
POST s     /strategies/{p}/priorities/P1/move/                  in  go 403 403 403 403 403 404 404 404 404
POST a     /strategies/{p}/priorities/P1/move/                  in 403 403 403 403 403 404 404 404 404 404
GET  d     /strategies/{p}/priorities/P1/history/               in 200 200 200 200 200 404 404 404 404 404
GET  s     /strategies/{p}/priorities/P1/history/               in 200 200 200 200 200 200 404 404 404 404
GET  dg    /strategies/{p}/thread/                              in 200 200 200 200 200 404 404 404 404 404
GET  s     /strategies/{p}/thread/                              in 200 200 200 200 200 200 404 404 404 404
GET  dg    /strategies/{p}/thread/picture/                      in 200 200 200 200 200 404 404 404 404 404
GET  s     /strategies/{p}/thread/picture/                      in 200 200 200 200 200 200 404 404 404 404
GET  dg    /strategies/{p}/thread/thread.csv                    in 200 200 200 200 200 404 404 404 404 404
GET  s     /strategies/{p}/thread/thread.csv                    in 200 200 200 200 200 200 404 404 404 404
GET  dg    /strategies/{p}/thread/leans-on/evidence/E01/        in 200 200 200 200 200 404 404 404 404 404
GET  s     /strategies/{p}/thread/leans-on/priorities/P1/       in 200 200 200 200 200 200 404 404 404 404
GET  g     /strategies/{p}/checklist/                           in 200 200 200 200 200 404 404 404 404 404
GET  s     /strategies/{p}/checklist/                           in 200 200 200 200 200 200 404 404 404 404
GET  g     /strategies/{p}/checklist/open/                      in 200 200 200 200 403 404 404 404 404 404
GET  s     /strategies/{p}/checklist/open/                      in 200 200 200 200 403 403 404 404 404 404
GET  s     /strategies/{p}/checklist/GP-1/                      in 200 403 403 403 403 403 404 404 404 404
POST s     /strategies/{p}/checklist/GP-1/                      in 200 403 403 403 403 403 404 404 404 404
POST a     /strategies/{p}/checklist/GP-1/                      in 403 403 403 403 403 404 404 404 404 404
GET  s     /strategies/{p}/checklist/GP-1/history/              in 200 200 200 200 200 200 404 404 404 404
GET  dg    /strategies/{p}/parts/what-we-see/                   in 200 200 200 200 200 404 404 404 404 404
GET  s     /strategies/{p}/parts/what-we-see/                   in 200 200 200 200 200 200 404 404 404 404
GET  s     /strategies/{p}/parts/what-we-see/edit/              in 200 200 403 403 403 403 404 404 404 404
GET  g     /strategies/{p}/parts/what-we-see/edit/              in 200 200 403 403 403 404 404 404 404 404
POST s     /strategies/{p}/parts/what-we-see/edit/              in 200 200 403 403 403 403 404 404 404 404
POST g     /strategies/{p}/parts/what-we-see/edit/              in 200 200 403 403 403 404 404 404 404 404
POST a     /strategies/{p}/parts/what-we-see/edit/              in 403 403 403 403 403 404 404 404 404 404
GET  d     /strategies/{p}/parts/what-we-choose/edit/           in 200 403 403 403 403 404 404 404 404 404
POST d     /strategies/{p}/parts/what-we-choose/edit/           in 200 403 403 403 403 404 404 404 404 404
GET  d     /strategies/{p}/parts/what-we-see/ready/             in 405 405 405 405 405 405 405 405 405 405
POST s     /strategies/{p}/parts/what-we-see/ready/             in  go  go 403 403 403 403 404 404 404 404
POST a     /strategies/{p}/parts/what-we-see/ready/             in 403 403 403 403 403 404 404 404 404 404
GET  d     /strategies/{p}/parts/what-we-see/presence/          in 405 405 405 405 405 405 405 405 405 405
POST s     /strategies/{p}/parts/what-we-see/presence/          in 400 400 403 403 403 403 404 404 404 404
POST a     /strategies/{p}/parts/what-we-see/presence/          in 400 400 403 403 403 404 404 404 404 404
GET  s     /strategies/{p}/parts/what-we-see/conflict/{aside}/  in 200 200 403 403 403 403 404 404 404 404
POST s     /strategies/{p}/parts/what-we-see/conflict/{aside}/  in 200 200 403 403 403 403 404 404 404 404
GET  g     /strategies/{p}/parts/what-we-see/history/           in 200 200 200 200 200 404 404 404 404 404
GET  s     /strategies/{p}/parts/what-we-see/history/           in 200 200 200 200 200 200 404 404 404 404
GET  g     /strategies/{p}/parts/what-we-see/history/1/         in 200 200 200 200 200 404 404 404 404 404
GET  s     /strategies/{p}/parts/what-we-see/history/1/         in 200 200 200 200 200 200 404 404 404 404
GET  g     /strategies/{p}/parts/what-we-see/who/               in 200 200 200 200 200 404 404 404 404 404
GET  s     /strategies/{p}/parts/what-we-see/who/               in 200 200 200 200 200 200 404 404 404 404
GET  g     /strategies/{p}/parts/what-we-see/compare/?from=1&to=2  in 200 200 200 200 200 404 404 404 404 404
GET  s     /strategies/{p}/parts/what-we-see/compare/?from=1&to=2  in 200 200 200 200 200 200 404 404 404 404
GET  s     /strategies/{p}/parts/what-we-see/restore/1/         in 200 200 403 403 403 403 404 404 404 404
POST s     /strategies/{p}/parts/what-we-see/restore/1/         in 200 200 403 403 403 403 404 404 404 404
POST a     /strategies/{p}/parts/what-we-see/restore/1/         in 403 403 403 403 403 404 404 404 404 404
GET  s     /strategies/{p}/parts/what-we-see/restore/1/{block}/ in 200 200 403 403 403 403 404 404 404 404
POST s     /strategies/{p}/parts/what-we-see/restore/1/{block}/ in 200 200 403 403 403 403 404 404 404 404
POST a     /strategies/{p}/parts/what-we-see/restore/1/{block}/ in 403 403 403 403 403 404 404 404 404 404
GET  s     /strategies/{p}/parts/what-we-see/rename/            in 200 403 403 403 403 403 404 404 404 404
POST s     /strategies/{p}/parts/what-we-see/rename/            in 200 403 403 403 403 403 404 404 404 404
POST a     /strategies/{p}/parts/what-we-see/rename/            in 403 403 403 403 403 404 404 404 404 404
GET  d     /strategies/{p}/parts/what-we-see/move/              in 405 405 405 405 405 405 405 405 405 405
POST s     /strategies/{p}/parts/what-we-see/move/              in  go 403 403 403 403 403 404 404 404 404
POST a     /strategies/{p}/parts/what-we-see/move/              in 403 403 403 403 403 404 404 404 404 404
GET  s     /strategies/{p}/parts/what-we-see/remove/            in 200 403 403 403 403 403 404 404 404 404
POST s     /strategies/{p}/parts/what-we-see/remove/            in 200 403 403 403 403 403 404 404 404 404
POST a     /strategies/{p}/parts/what-we-see/remove/            in 403 403 403 403 403 404 404 404 404 404
GET  d     /strategies/{p}/parts/gone/                          in 200 200 200 200 200 404 404 404 404 404
GET  d     /strategies/{p}/parts/gone/bring-back/               in 405 405 405 405 405 405 405 405 405 405
POST s     /strategies/{p}/parts/gone/bring-back/               in  go 403 403 403 403 403 404 404 404 404
POST a     /strategies/{p}/parts/gone/bring-back/               in 403 403 403 403 403 404 404 404 404 404
GET  s     /strategies/{p}/parts/what-we-see/contributors/      in 200 403 403 403 403 403 404 404 404 404
POST s     /strategies/{p}/parts/what-we-see/contributors/      in 200 403 403 403 403 403 404 404 404 404
POST a     /strategies/{p}/parts/what-we-see/contributors/      in 403 403 403 403 403 404 404 404 404 404
GET  d     /strategies/{p}/versions/                            in 200 200 200 200 200 200 404 404 200 404
GET  g     /strategies/{p}/versions/                            in 200 200 200 200 200 200 404 200 200 404
GET  g     /strategies/{p}/versions/add/                        in 200 403 403 403 403 403 404 403 403 404
POST g     /strategies/{p}/versions/add/                        in 200 403 403 403 403 403 404 403 403 404
POST a     /strategies/{p}/versions/add/                        in 403 403 403 403 403 403 404 403 403 404
GET  s     /strategies/{p}/versions/compare/?from=1&to=2        in 200 200 200 200 200 200 404 404 200 404
GET  g     /strategies/{p}/versions/compare/?from=1&to=2        in 200 200 200 200 200 200 404 200 200 404
GET  sg    /strategies/{p}/versions/1/                          in 200 200 200 200 200 404 404 404 404 404
GET  gp    /strategies/{p}/versions/2/                          in 200 200 200 200 200 200 404 200 200 404
GET  gp    /strategies/{p}/versions/2/finance/                   in 200 403 403 403 403 403 404 403 403 404
POST gp    /strategies/{p}/versions/2/finance/                   in 200 403 403 403 403 403 404 403 403 404
GET  gp    /strategies/{p}/versions/2/finance/{stated}/          in 200 200 200 200 200 200 404 200 200 404
GET  g     /strategies/{p}/versions/1/finance/{stated}/          in 404 404 404 404 404 404 404 404 404 404
GET  g     /strategies/{p}/versions/1/figures/F1/               in 404 404 404 404 404 404 404 404 404 404
GET  gp    /strategies/{p}/versions/2/figures/F1/               in 200 200 200 200 200 200 404 200 200 404
GET  g     /strategies/{p}/versions/1.json                      in 200 200 200 200 200 404 404 404 404 404
GET  gp    /strategies/{p}/versions/2/thread/                   in 200 200 200 200 200 200 404 200 200 404
GET  gp    /strategies/{p}/versions/2/thread/picture/           in 200 200 200 200 200 200 404 200 200 404
GET  gp    /strategies/{p}/versions/2/thread/thread.csv         in 200 200 200 200 200 200 404 200 200 404
GET  g     /strategies/{p}/versions/2.json                      in 200 200 200 200 200 200 404 200 200 404
GET  g     /strategies/{p}/versions/1.pdf                       in 200 200 200 200 200 404 404 404 404 404
GET  gp    /strategies/{p}/versions/2.pdf                       in 200 200 200 200 200 200 404 200 200 404
POST g     /strategies/{p}/versions/2.pdf                       in 200 200 200 200 200 200 404 200 200 404
GET  d     /strategies/{p}/moves/ask_for_approval/              in 200 403 403 403 403 403 404 404 403 404
POST d     /strategies/{p}/moves/ask_for_approval/              in  go 403 403 403 403 403 404 404 403 404
POST g     /strategies/{p}/moves/ask_for_approval/              in 409 403 403 403 403 403 404 403 403 404
GET  g     /strategies/{p}/moves/take_back/                     in 200 403 200 403 403 403 404 403 403 404
GET  g     /strategies/{p}/moves/approve/                       in 200 403 200 403 403 403 404 403 403 404
GET  g     /strategies/{p}/moves/submit/                        in 200 403 200 403 403 403 404 403 403 404
GET  g     /strategies/{p}/moves/ask_back/                      in 200 403 403 403 403 403 404 403 403 404
GET  g     /strategies/{p}/moves/send_back/                     in 403 403 403 403 403 200 404 403 403 404
POST g     /strategies/{p}/moves/send_back/                     in 403 403 403 403 403 409 404 403 403 404
GET  g     /strategies/{p}/moves/send_to_ministers/             in 403 403 403 403 403 200 404 403 403 404
GET  g     /strategies/{p}/moves/agree/                         in 403 403 403 403 403 200 404 403 403 404
POST g     /strategies/{p}/moves/agree/                         in 403 403 403 403 403 409 404 403 403 404
GET  g     /strategies/{p}/moves/withdraw/                      in 403 403 200 403 403 403 404 403 403 404
GET  g     /strategies/{p}/moves/reinstate/                     in 403 403 200 403 403 403 404 403 403 404
GET  g     /strategies/{p}/moves/pause/                         in 200 403 403 403 403 200 404 403 200 404
POST g     /strategies/{p}/moves/pause/                         in 409 403 403 403 403 409 404 403 409 404
GET  g     /strategies/{p}/moves/resume/                        in 200 403 403 403 403 200 404 403 200 404
GET  g     /strategies/{p}/approval/minute/                     in 200 200 200 200 200 200 404 200 200 404
GET  p     /strategies/{p}/approval/minute/                     in 200 200 200 200 200 200 404 403 200 404
GET  g     /strategies/{p}/support/                             in 403 403 403 403 200 403 404 403 403 404
POST g     /strategies/{p}/support/                             in 403 403 403 403 200 403 404 403 403 404
GET  ds    /strategies/{p}/history/                             in 200 200 200 200 200 200 404 404 200 404
GET  g     /strategies/{p}/history/                             in 200 200 200 200 200 200 404 200 200 404
GET  a     /strategies/{p}/history/                             in 200 200 200 200 200 200 404 403 200 404
GET  d     /strategies/{p}/publish/                             in 200 403 200 403 403 403 404 404 200 404
POST d     /strategies/{p}/publish/                             in 200 403 200 403 403 403 404 404 200 404
POST a     /strategies/{p}/publish/                             in 200 403 200 403 403 403 404 403 200 404
GET  p     /strategies/{p}/unpublish/                           in 200 403 200 403 403 403 404 403 200 404
POST a     /strategies/{p}/unpublish/                           in 404 403 404 403 403 403 404 403 404 404
POST p     /strategies/{p}/unpublish/                           in 200 403 200 403 403 403 404 403 200 404
GET  d     /strategies/{p}/review/                              in 200 200 200 200 200 200 404 404 200 404
GET  g     /strategies/{p}/review/                              in 200 200 200 200 200 200 404 200 200 404
GET  a     /strategies/{p}/review/                              in 200 200 200 200 200 200 404 403 200 404
GET  g     /strategies/{p}/review/start/                        in 405 405 405 405 405 405 405 405 405 405
POST g     /strategies/{p}/review/start/                        in 403 403 403 403 403  go 404 403 403 404
GET  g     /strategies/{p}/review/circulate/                    in 403 403 403 403 403 200 404 403 403 404
POST g     /strategies/{p}/review/circulate/                    in 403 403 403 403 403 200 404 403 403 404
GET  g     /strategies/{p}/review/send/                         in 405 405 405 405 405 405 405 405 405 405
POST g     /strategies/{p}/review/send/                         in 403 403 403 403 403  go 404 403 403 404
POST a     /strategies/{p}/review/send/                         in 403 403 403 403 403 403 404 403 403 404
GET  g     /strategies/{p}/review/findings/story/               in 403 403 403 403 403 200 404 403 403 404
POST g     /strategies/{p}/review/findings/story/               in 403 403 403 403 403  go 404 403 403 404
POST a     /strategies/{p}/review/findings/story/               in 403 403 403 403 403 403 404 403 403 404
GET  g     /strategies/{p}/points/add/                          in 403 403 403 403 403 200 404 200 403 404
POST g     /strategies/{p}/points/add/                          in 403 403 403 403 403 200 404 200 403 404
POST a     /strategies/{p}/points/add/                          in 403 403 403 403 403 403 404 403 403 404
GET  g     /strategies/{p}/points/1/                            in 200 200 200 200 200 200 404 404 200 404
POST g     /strategies/{p}/points/1/                            in 200 200 403 403 403 403 404 404 403 404
POST a     /strategies/{p}/points/1/                            in 403 403 403 403 403 403 404 404 403 404
GET  ga    /strategies/{p}/points/2/                            in 404 404 404 404 404 200 404 404 200 404
POST g     /strategies/{p}/points/2/                            in 404 404 404 404 404 403 404 404 403 404
GET  ga    /strategies/{p}/points/3/                            in 404 404 404 404 404 200 404 200 200 404
GET  g     /strategies/{p}/points/2/edit/                       in 404 404 404 404 404 200 404 404 403 404
POST g     /strategies/{p}/points/2/edit/                       in 404 404 404 404 404 200 404 404 403 404
GET  g     /strategies/{p}/points/3/edit/                       in 404 404 404 404 404 403 404 200 403 404
POST g     /strategies/{p}/points/3/edit/                       in 404 404 404 404 404 403 404 200 403 404
POST a     /strategies/{p}/points/3/edit/                       in 404 404 404 404 404 403 404 403 403 404
GET  g     /strategies/{p}/points/3/take-over/                  in 405 405 405 405 405 405 405 405 405 405
POST g     /strategies/{p}/points/3/take-over/                  in 404 404 404 404 404  go 404 403 403 404
POST g     /strategies/{p}/points/3/leave-out/                  in 404 404 404 404 404 200 404 403 403 404
POST g     /strategies/{p}/points/1/close/                      in 403 403 403 403 403  go 404 404 403 404
POST g     /strategies/{p}/points/1/open-again/                 in 403 403 403 403 403  go 404 404 403 404
POST a     /strategies/{p}/points/1/open-again/                 in 403 403 403 403 403 403 404 404 403 404
"""


class Row(NamedTuple):
    """One line of the table, for one standing."""

    method: str
    path: str
    place: str
    expected: tuple[str, ...]


def rows():
    for line in TABLE.strip().splitlines():
        method, standings, path, *expected = line.split()
        for letter in standings:
            yield Row(method, path, STANDING[letter], tuple(expected))


@pytest.fixture(scope="module", autouse=True)
def _without_a_log():
    """Thousands of refusals are not worth a line each."""
    logging.disable(logging.ERROR)
    yield
    logging.disable(logging.NOTSET)


@pytest.fixture(scope="module")
def replies(built):
    """What each person is answered on each line, asked once for all tests."""
    found: dict[Row, dict[str, Answer]] = {}
    for row in rows():
        numbers = built.numbers[row.place]
        path, _, posted = row.path.partition("#")
        data = {"invitation": numbers[posted]} if posted else {}
        found[row] = {
            who: built.ask(who, row.method, path.format(**numbers), data)
            for who in PEOPLE
        }
    return found


@pytest.mark.parametrize("who", PEOPLE)
def test_everybody_gets_in_where_they_may_and_nowhere_else(who, replies):
    number = PEOPLE.index(who)

    wrong = [
        f"{row.method} {row.path} ({row.place}): {found[who].code},"
        f" not {row.expected[number]}"
        for row, found in replies.items()
        if found[who].code != row.expected[number]
    ]

    assert wrong == []


def test_no_page_is_missing_from_the_table(built):
    listed = {
        resolve(row.path.partition("#")[0].format(**built.numbers[row.place]).partition("?")[0]).view_name
        for row in rows()
    }  # fmt: skip

    assert set(names_in(get_resolver())) - listed == set()


def names_in(resolver, space=""):
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLPattern):
            yield f"{space}{pattern.name}"
        else:
            inner = f"{pattern.namespace}:" if pattern.namespace else ""
            yield from names_in(pattern, space + inner)


# Downloads are recorded and PDFs asked for, whatever the method.
WRITES = re.compile(
    r"^(INSERT|UPDATE|DELETE)[^\"]+\"(?!office_|django_session|strategies_(draft)?rendering)(\w+)"
)


@pytest.mark.parametrize("who", ["officer", "lead", "admin"])
def test_a_post_that_the_table_does_not_know_changes_nothing(
    who, world, django_assert_max_num_queries
):
    posts = {row.path for row in rows() if row.method == "POST"}
    gets = {row.path: row for row in rows() if row.method == "GET"}
    changed = {}
    for path, row in gets.items():
        if path in posts or path + "#invitation" in posts:
            continue
        with django_assert_max_num_queries(200) as asked:
            answer = world.ask(who, "POST", path.format(**world.numbers[row.place]))
        writes = [q["sql"] for q in asked.captured_queries if WRITES.match(q["sql"])]
        if writes or answer.status >= 500:
            changed[path] = (answer.code, writes)

    assert changed == {}


OPEN_TO_EVERYBODY = ("/places/{p}/", "/places/{p}/codes/")


@pytest.mark.parametrize("who", ["officer", "approver", "supporter", "circulated"])
def test_nothing_of_another_place_exists(who, world):
    theirs = {
        (row.method, row.path)
        for row in rows()
        if "{p}" in row.path and row.path not in OPEN_TO_EVERYBODY
    }
    if who == "circulated":  # names are known to government
        theirs = {row for row in theirs if "/people/" not in row[1]}

    found = {
        row: world.ask(who, row[0], row[1].format(**world.numbers["northmark"])).code
        for row in theirs
    }

    assert {
        row: code for row, code in found.items() if code not in ("404", "405")
    } == {}


MIXED = (
    "/places/drafting/evidence/E01/files/{file}/",
    "/places/drafting/evidence/E02/files/{secret}/",
    "/places/drafting/evidence/indicators/ZQ_RATE/figures/{figure}/",
    "/places/drafting/evidence/E09/",
    "/places/carrow/conditions/LR-1/2/",
    "/places/carrow/people/supporter/approver/end/",
    "/strategies/drafting/versions/2/",
    "/strategies/drafting/versions/2.json",
    "/strategies/drafting/versions/2/figures/F1/",
    "/strategies/drafting/points/1/",
    "/strategies/drafting/parts/nowhere/",
    "/strategies/drafting/parts/what-we-choose/conflict/{aside}/",
    "/strategies/drafting/checklist/LD-1/",
    "/strategies/drafting/priorities/S1/edit/",
    "/dates/date-northmark/edit/",
)


@pytest.mark.parametrize("path", MIXED)
def test_an_address_made_of_two_places_leads_nowhere(path, world):
    numbers = world.numbers["northmark"]

    assert world.ask("officer", "GET", path.format(**numbers)).code == "404"


def test_a_role_that_has_ended_opens_nothing(world):
    world.people["officer"].memberships.update(until=timezone.localdate())

    assert world.ask("officer", "GET", "/strategies/drafting/").code == "404"
    assert world.ask("officer", "GET", "/strategies/").code == "200"


def test_a_closed_account_is_signed_out(world):
    world.people["officer"].is_active = False
    world.people["officer"].save()

    assert world.ask("officer", "GET", "/strategies/drafting/").code == "in"


def test_mails_are_on_a_page_in_the_demonstration_only(world, settings):
    settings.DEMO = False

    assert world.ask("admin", "GET", "/outbox/").code == "404"


def everywhere(people):
    return dict.fromkeys(PLACES, people)


# Who may come across the words that were planted, by what they were planted in.
OWN = {"officer", "contributor", "approver", "reader"}
PLACE = OWN | {"supporter"}
SENDING = PLACE | {"lead", "admin"}
DRAFT = everywhere(PLACE) | {"shared": PLACE | {"lead"}}
FROZEN = DRAFT | {
    "submitted": SENDING | {"circulated"},
    "agreed": SENDING | {"circulated"},
    "published": set(PEOPLE),
}
STANDS = everywhere(SENDING) | {
    "submitted": SENDING | {"circulated"},
    "agreed": SENDING | {"circulated"},
    "published": SENDING | {"circulated"},
}
MAY_SEE = {
    "title": STANDS | {"published": set(PEOPLE)},
    "date": STANDS,
    **dict.fromkeys(("earlier", "since", "aside", "gone", "removed", "uncited"), DRAFT),
    **dict.fromkeys(("withdrawn", "board"), DRAFT),
    **dict.fromkeys(
        ("frozen", "finding", "priority", "action", "measure", "figure"), FROZEN
    ),
    **dict.fromkeys(("evidence", "line"), FROZEN),
    "commitment": FROZEN | {"published": SENDING | {"circulated"}},
    **dict.fromkeys(
        ("helped", "talk"), FROZEN | {"published": SENDING | {"circulated"}}
    ),
    "answer": everywhere(OWN),
    "open": {"carrow": set(PEOPLE)},
    "claim": FROZEN | {"published": SENDING | {"circulated"}},
    "restricted": everywhere(OWN),
    "import": everywhere(PLACE),
    "asknote": everywhere(PLACE),
    "submitnote": everywhere(SENDING | {"circulated"}),
    **dict.fromkeys(("sent", "reply"), everywhere(SENDING)),
    "unsent": everywhere({"lead", "admin"}),
    "proposed": everywhere({"lead", "admin", "circulated"}),
    "judged": everywhere(SENDING) | {"submitted": {"lead", "admin"}},
    "invited": everywhere({"officer", "admin"}),
    "condition": {
        "carrow": OWN | {"lead", "reviewer", "circulated", "admin"},
    },
}
GOVERNMENT = {"lead", "reviewer", "circulated", "admin"}
NAMES = {
    **dict.fromkeys(AT_THE_PLACE, PLACE | GOVERNMENT),
    "supporter": {"supporter"} | GOVERNMENT,
    "other": {"other"} | GOVERNMENT,
    "neighbour": {"other"} | GOVERNMENT,
    "admin": {"admin", "officer"},
}
PLANTED = re.compile(word("([a-z]+)", "([a-z]+)"))


def may_see(kind, place):
    if kind == "name":
        return NAMES[place]
    if place == "northmark":
        return {"other"} | (
            {"admin"} if kind in ("title", "date", "invited") else set()
        )
    return MAY_SEE[kind][place]


def test_no_word_reaches_anybody_whom_it_is_not_for(replies):
    found = defaultdict(set)
    seen = set()
    for row, answers in replies.items():
        if row.path.startswith("/accounts/invitation/"):
            continue  # whoever has the link was told all of it
        for who, answer in answers.items():
            for planted in PLANTED.findall(text_of(answer.body)):
                seen.add(planted[0])
                if who not in may_see(*planted):
                    found[planted, who].add(row.path)

    assert dict(found) == {}
    assert seen == {*MAY_SEE, "name"}, "a word that nobody saw was not looked for"


def test_no_mail_tells_anybody_what_is_not_for_them(world):
    who = {person.pk: name for name, person in world.people.items()}

    found = {
        (mail.subject, who[mail.to_id], planted)
        for mail in Mail.objects.exclude(to=None)
        for planted in PLANTED.findall(mail.subject + mail.text + mail.html)
        if who[mail.to_id] not in may_see(*planted) | {"colleague"}
    }

    assert found == set()
    assert Mail.objects.exclude(to=None).count() > 20


def test_how_another_place_stands_is_told_to_those_who_may_know_it(replies):
    page = next(found for row, found in replies.items() if row.path == "/places/")

    def said(who):
        return "Being drafted" in page[who].body.decode().partition("<table")[2]

    assert [who for who in PEOPLE[1:] if said(who)] == [
        "officer", "contributor", "approver", "reader", "supporter",
        "lead", "admin", "other",
    ]  # fmt: skip
    assert page["other"].body.decode().count("Being drafted</a>") == 1


@functools.cache
def text_of(body):
    """What a reply says, be it a page, a PDF or a ZIP of such."""
    if body.startswith(b"%PDF-"):
        try:
            pages = PdfReader(io.BytesIO(body)).pages
        except PyPdfError:
            return body.decode(errors="replace")
        return "".join(page.extract_text() for page in pages).replace("\n", "")
    if body.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(body)) as archive:
            return "".join(text_of(archive.read(name)) for name in archive.namelist())
    return body.decode(errors="replace")
