"""What a list may change in a record, and what it can only point out."""

from partywork.cells.rules.importing.messages import ImportField

# Plain facts of the record; everything else follows from events, standings and offices.
PLAIN = (
    ImportField.BIRTH_NAME,
    ImportField.ALIAS,
    ImportField.BORN_ON,
    ImportField.SEX,
    ImportField.ETHNICITY,
    ImportField.RELIGION,
    ImportField.BIRTH_PLACE,
    ImportField.NATIVE_PLACE,
    ImportField.RESIDENCE,
    ImportField.TEMPORARY_RESIDENCE,
    ImportField.FAMILY_BACKGROUND,
    ImportField.CITIZEN_ID,
    ImportField.PHONE,
    ImportField.EMAIL,
    ImportField.HEALTH,
    ImportField.SPONSORS,
    ImportField.FILE_NUMBER,
    ImportField.REGISTER_NUMBER,
    ImportField.GENERAL_EDUCATION,
    ImportField.QUALIFICATION,
    ImportField.ACADEMIC_TITLE,
    ImportField.DEGREE,
    ImportField.POLITICAL_THEORY,
    ImportField.FOREIGN_LANGUAGES,
    ImportField.COMPUTER_SKILLS,
    ImportField.OCCUPATION,
    ImportField.WORKPLACE,
    ImportField.GOVERNMENT_POST,
    ImportField.ASSOCIATION_POST,
    ImportField.SALARY_GRADE,
    ImportField.RETIRED_ON,
    ImportField.NOTES,
)
SEALED = frozenset(
    {
        ImportField.ETHNICITY,
        ImportField.RELIGION,
        ImportField.RESIDENCE,
        ImportField.TEMPORARY_RESIDENCE,
        ImportField.CITIZEN_ID,
        ImportField.PHONE,
        ImportField.EMAIL,
        ImportField.HEALTH,
    }
)
