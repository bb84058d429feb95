"""The provisions of this package, read together."""

from datetime import date

from partywork.admissions.rules.checklists import forms_of
from partywork.admissions.rules.clocks import ProbationTerms, days_of
from partywork.admissions.rules.limits import Limits
from partywork.admissions.rules.people import AgeLimits
from partywork.admissions.rules.readmission import ReadmissionTerms, exclusions_of
from partywork.admissions.terms import ProcedureKind
from partywork.cells.rules.membership import Probation
from partywork.provisions import service as provisions
from partywork.provisions.terms import ProvisionKey

_NEEDED = tuple(
    key
    for key in ProvisionKey
    if key.value.startswith(("admission.", "confirmation.", "probation."))
)
_FORMS = {
    ProcedureKind.ADMISSION: ProvisionKey.ADMISSION_FORMS,
    ProcedureKind.READMISSION: ProvisionKey.READMISSION_FORMS,
    ProcedureKind.CONFIRMATION: ProvisionKey.CONFIRMATION_FORMS,
}


def limits_on(day: date) -> Limits:
    """Return what is in force on a day, in two statements."""
    values = provisions.values(_NEEDED, day)
    return Limits(
        ages=AgeLimits(
            values[ProvisionKey.ADMISSION_AGE_MIN], values[ProvisionKey.ADMISSION_AGE_MAX]
        ),
        listing_age=values[ProvisionKey.ADMISSION_LISTING_AGE],
        sponsor_months=values[ProvisionKey.ADMISSION_SPONSOR_MONTHS],
        certificate_months=values[ProvisionKey.ADMISSION_CERTIFICATE_MONTHS],
        review_months=values[ProvisionKey.ADMISSION_REVIEW_MONTHS],
        most_votes=values[ProvisionKey.ADMISSION_MOST_VOTES],
        decision_days=values[ProvisionKey.ADMISSION_DECISION_DAYS],
        ceremony_days=values[ProvisionKey.ADMISSION_CEREMONY_DAYS],
        declaration_days=values[ProvisionKey.ADMISSION_DECLARATION_DAYS],
        readmission=ReadmissionTerms(
            months=values[ProvisionKey.READMISSION_MONTHS],
            most=values[ProvisionKey.READMISSION_MOST],
            needs_consent=values[ProvisionKey.READMISSION_CONSENT],
            exclusions=exclusions_of(values[ProvisionKey.READMISSION_EXCLUSIONS]),
        ),
        confirmation_days=values[ProvisionKey.CONFIRMATION_DECISION_DAYS],
        probation=ProbationTerms(
            probation=Probation(
                values[ProvisionKey.PROBATION_MONTHS],
                values[ProvisionKey.PROBATION_ENDS_IN_MONTH],
            ),
            review_days=values[ProvisionKey.CONFIRMATION_REVIEW_DAYS],
            prepare_days=values[ProvisionKey.CONFIRMATION_PREPARE_DAYS],
            reminders=days_of(values[ProvisionKey.CONFIRMATION_REMINDERS]),
            class_months=days_of(values[ProvisionKey.CONFIRMATION_CLASS_MONTHS]),
        ),
        education=values[ProvisionKey.ADMISSION_EDUCATION],
        forms={kind: forms_of(kind, values[key]) for kind, key in _FORMS.items()},
        holidays=provisions.holidays(),
    )
