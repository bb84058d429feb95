"""Who gets which answer where: one line for each route, method and state of the object.

People, in the order of the letters of a column:

    n  nobody signed in                       v  the committee's office (văn phòng)
    m  a member of cell A                     c  a member of the committee
    o  the bí thư of cell A                   i  an inspector
    b  the bí thư of cell B                   k  an inspector with a case on cell A
                                              q  the technical administrator

Answers:

    +  shown or done; also refused by a rule of the work, which only those learn who may ask
    !  403, it may be seen and not done       >  302 to the door
    -  404, as if it were not there           x  401

The columns are the objects of cell A, of cell B and of the committee; a dot stands where there is
none. The state «-» marks addresses without an object. Every form is sent with words that fit, so
`+` says that the use case itself would have acted.
"""

from dataclasses import dataclass

from tests.access.matrix_evening import EVENING

PEOPLE = "nmobvcikq"

# Reading that writes: the trail keeps who opens what is kept of somebody else, a list of names on
# paper and a restricted file.
WRITING_READS = {
    "admissions.change_past",
    "admissions.checklist_pdf",
    "admissions.file",
    "admissions.letter_pdf",
    "admissions.of_member",
    "admissions.show",
    "admissions.undo",
    "badges.batch_list",
    "badges.member",
    "badges.papers",
    "badges.record_card",
    "badges.show",
    "badges.submission",
    "badges.undo",
    "cells.card_return",
    "cells.correct_event",
    "cells.edit_record",
    "cells.member",
    "cells.mend",
    "cells.prove_days",
    "cells.void_event",
    "checks.corrections_pdf",
    "checks.decide",
    "closing.resolution",
    "closing.word",
    "checks.decide_ours",
    "checks.twins",
    "conduct.keep_residence",
    "conduct.member",
    "conduct.residence_forms",
    "conduct.undo",
    "documents.download",
    "copies.paper",
    "dues.declare",
    "dues.list_pdf",
    "dues.person",
    "handbook.archive",
    "meetings.attendance_pdf",
    "meetings.minutes_pdf",
    "privacy.correction",
    "privacy.papers",
    "privacy.show_request",
    "recommendations.summary_pdf",
    "transfers.book_pdf",
    "transfers.letter_pdf",
    "transfers.of_member",
    "transfers.show",
    "transfers.slip_pdf",
    "transfers.undo",
}

_TABLE = """
#    route                         state               A          B          committee
GET  accounts.account              -                   >++++++++  .          .
POST accounts.account              -                   x++++++++  .          .
GET  accounts.activate             -                   +++++++++  .          .
POST accounts.activate             -                   +++++++++  .          .
GET  accounts.cases                -                   >!!!!+++!  .          .
GET  accounts.index                -                   >!!!+!!!+  .          .
POST accounts.lock                 account             x!!!!!!!+  x!!!!!!!+  x!!!!!!!+
GET  accounts.open_account         account             >!!!+!!!!  >!!!+!!!!  >!!!+!!!!
GET  accounts.open_account         unregistered        >!!!+!!!!  >!!!+!!!!  .
POST accounts.open_account         account             x!!!+!!!!  x!!!+!!!!  x!!!+!!!!
POST accounts.open_account         unregistered        x!!!+!!!!  x!!!+!!!!  .
GET  accounts.open_case            -                   >!!!!!++!  .          .
POST accounts.open_case            -                   x!!!!!++!  .          .
GET  accounts.sign_in              -                   +++++++++  .          .
POST accounts.sign_in              -                   +++++++++  .          .
GET  accounts.sign_in_again        -                   +++++++++  .          .
POST accounts.sign_in_again        -                   +++++++++  .          .
POST accounts.sign_out             -                   x++++++++  .          .
POST accounts.unlock               account             x!!!!!!!+  x!!!!!!!+  x!!!!!!!+
GET  admissions.assign_helper      file                >-+-!--!-  >--+!----  .
POST admissions.assign_helper      file                x-+-!--!-  x--+!----  .
GET  admissions.celebrate          file                >-+-!--!-  >--+!----  .
POST admissions.celebrate          file                x-+-!--!-  x--+!----  .
GET  admissions.certify            class               >-+-+--!-  >--++----  .
POST admissions.certify            class               x-+-+--!-  x--++----  .
GET  admissions.change             prospect            >-+-!--!-  >--+!----  .
POST admissions.change             prospect            x-+-!--!-  x--+!----  .
GET  admissions.change_class       class               >-+-+--!-  >--++----  .
POST admissions.change_class       class               x-+-+--!-  x--++----  .
GET  admissions.change_past        again               >-+-!--!-  >--+!----  .
POST admissions.change_past        again               x-+-!--!-  x--+!----  .
GET  admissions.checklist_pdf      file                >-+-+--+-  >--++----  .
GET  admissions.checklist_pdf      sent-file           >-+-++-+-  >--+++---  .
GET  admissions.choose_people      class               >-+-+--!-  >--++----  .
POST admissions.choose_people      class               x-+-+--!-  x--++----  .
GET  admissions.class_index        -                   >!+++!!!!  .          .
GET  admissions.decide             file                >-!-+--!-  >--!+----  .
GET  admissions.decide             sent-file           >-!-+!-!-  >--!+!---  .
POST admissions.decide             sent-file           x-!-+!-!-  x--!+!---  .
GET  admissions.drop               prospect            >-+-!--!-  >--+!----  .
POST admissions.drop               prospect            x-+-!--!-  x--+!----  .
GET  admissions.file               file                >-+-+--+-  >--++----  .
GET  admissions.file               sent-file           >-+-++-+-  >--+++---  .
GET  admissions.file               again               >-+-+--+-  >--++----  .
GET  admissions.index              -                   >+++++++!  .          .
GET  admissions.letter_pdf         class               >-+-+--+-  >--++----  .
GET  admissions.make_class         -                   >!+++!!!!  .          .
POST admissions.make_class         -                   x!+++!!!!  .          .
GET  admissions.of_member          member              >++-++++!  >--+++++!  >---++++!
GET  admissions.open_again         prospect            >-+-!--!-  >--+!----  .
POST admissions.open_again         prospect            x-+-!--!-  x--+!----  .
GET  admissions.open_file          prospect            >-+-!--!-  >--+!----  .
POST admissions.open_file          prospect            x-+-!--!-  x--+!----  .
GET  admissions.probation_list     -                   >!+++!!!!  .          .
GET  admissions.register           -                   >!++!!!!!  .          .
POST admissions.register           -                   x!++!!!!!  .          .
POST admissions.remove_sponsor     file                x-+-!--!-  x--+!----  .
GET  admissions.reveal             prospect            >-+-!--!-  >--+!----  .
POST admissions.reveal             prospect            x-+-!--!-  x--+!----  .
GET  admissions.review             prospect            >-+-!--!-  >--+!----  .
POST admissions.review             prospect            x-+-!--!-  x--+!----  .
GET  admissions.send               file                >-+-!--!-  >--+!----  .
POST admissions.send               file                x-+-!--!-  x--+!----  .
GET  admissions.send_back          file                >-!-+--!-  >--!+----  .
GET  admissions.send_back          sent-file           >-!-+!-!-  >--!+!---  .
POST admissions.send_back          sent-file           x-!-+!-!-  x--!+!---  .
GET  admissions.show               prospect            >-+-+--+-  >--++----  .
GET  admissions.show_class         class               >-+-+--+-  >--++----  .
GET  admissions.sponsor            file                >-+-!--!-  >--+!----  .
POST admissions.sponsor            file                x-+-!--!-  x--+!----  .
GET  admissions.stop               file                >-+-+--!-  >--++----  .
POST admissions.stop               file                x-+-+--!-  x--++----  .
GET  admissions.strike_off         file                >-!-+--!-  >--!+----  .
POST admissions.strike_off         file                x-!-+--!-  x--!+----  .
GET  admissions.tick               file                >-+-+--!-  >--++----  .
GET  admissions.tick               sent-file           >-+-+!-!-  >--++!---  .
POST admissions.tick               file                x-+-+--!-  x--++----  .
GET  admissions.undo               admission-event     >!!-+!!!-  >--!+!!!-  .
POST admissions.undo               admission-event     x!!-+!!!-  x--!+!!!-  .
POST admissions.untick             file                x-+-+--!-  x--++----  .
GET  admissions.vote               file                >-+-!--!-  >--+!----  .
POST admissions.vote               file                x-+-!--!-  x--+!----  .
GET  audit.index                   -                   >!!!!+++!  .          .
GET  badges.award                  submitted-nomination >-!-+!!!-  >--!+!!!-  .
POST badges.award                  submitted-nomination x-!-+!!!-  x--!+!!!-  .
GET  badges.batch                  -                   >!++++++!  .          .
GET  badges.batch_list             -                   >!++++++!  .          .
GET  badges.cards                  -                   >!++++++!  .          .
GET  badges.index                  -                   >!++++++!  .          .
GET  badges.member                 member              >-+-++++-  >--+++++-  >---++++-
GET  badges.nominate               member              >-+-+!!!-  >--++!!!-  >---+!!!-
POST badges.nominate               member              x-+-+!!!-  x--++!!!-  x---+!!!-
GET  badges.papers                 nomination          >-+-+!!!-  >--++!!!-  .
POST badges.papers                 nomination          x-+-+!!!-  x--++!!!-  .
GET  badges.past_award             member              >-!-+!!!-  >--!+!!!-  >---+!!!-
POST badges.past_award             member              x-!-+!!!-  x--!+!!!-  x---+!!!-
GET  badges.postpone               nomination          >-!-+!!!-  >--!+!!!-  .
POST badges.postpone               nomination          x-!-+!!!-  x--!+!!!-  .
GET  badges.record_card            member              >-+-+!!!-  >--++!!!-  >---+!!!-
POST badges.record_card            member              x-+-+!!!-  x--++!!!-  x---+!!!-
GET  badges.resume                 postponed-nomination >-!-+!!!-  >--!+!!!-  .
POST badges.resume                 postponed-nomination x-!-+!!!-  x--!+!!!-  .
GET  badges.show                   nomination          >-+-++++-  >--+++++-  .
GET  badges.submission             -                   >!++++++!  .          .
GET  badges.submit                 nomination          >-!-+!!!-  >--!+!!!-  .
POST badges.submit                 nomination          x-!-+!!!-  x--!+!!!-  .
GET  badges.submit_batch           -                   >!+++!!!!  .          .
POST badges.submit_batch           -                   x!+++!!!!  .          .
GET  badges.undo                   card-event          >!!-+!!!-  >--!+!!!-  .
POST badges.undo                   card-event          x!!-+!!!-  x--!+!!!-  .
GET  bulletins.index               -                   >++++++++  .          .
GET  bulletins.new                 -                   >!!!+!!!!  .          .
POST bulletins.new                 -                   x!!!+!!!!  .          .
GET  bulletins.show                bulletin            .          .          >---+----
GET  bulletins.show                issued-bulletin     .          .          >+++++++-
GET  bulletins.edit                bulletin            .          .          >---+----
GET  bulletins.edit                issued-bulletin     .          .          >!!!+!!!-
POST bulletins.edit                bulletin            .          .          x---+----
POST bulletins.edit                issued-bulletin     .          .          x!!!+!!!-
GET  bulletins.name_text           bulletin            .          .          >---+----
POST bulletins.name_text           bulletin            .          .          x---+----
POST bulletins.remove_text         bulletin            .          .          x---+----
POST bulletins.remove_text         issued-bulletin     .          .          x!!!+!!!-
POST bulletins.discard             bulletin            .          .          x---+----
POST bulletins.discard             issued-bulletin     .          .          x!!!+!!!-
POST bulletins.issue               bulletin            .          .          x---+----
POST bulletins.issue               issued-bulletin     .          .          x!!!+!!!-
GET  cells.apply_filter            filter              >-+------  >--+-----  >--------
GET  cells.appoint                 office              >!!-+!!!-  >--!+!!!-  >---+!!!-
POST cells.appoint                 office              x!!-+!!!-  x--!+!!!-  x---+!!!-
GET  cells.ask_export              -                   >!++++++!  .          .
POST cells.ask_export              -                   x!++++++!  .          .
GET  cells.bodies                   office              >++-++++-  >--+++++-  >---++++-
GET  cells.card_return              left                >---++++-  >---++++-  .
POST cells.card_return              left                x---+!!!-  x---+!!!-  .
GET  cells.carry_out                reorganisation      >---+----  >---+----  .
POST cells.carry_out                reorganisation      x---+----  x---+----  .
GET  cells.change_facts             office              >!!!+!!!!  >!!!+!!!!  >!!!+!!!!
POST cells.change_facts             office              x!!!+!!!!  x!!!+!!!!  x!!!+!!!!
GET  cells.choose_event            fellow              >-+-+!!!-  >--++!!!-  .
GET  cells.choose_event            member              >!+-+!!!-  .          .
GET  cells.columns                 import              .          .          >!!!+!!!!
POST cells.columns                 import              .          .          x!!!+!!!!
GET  cells.confirm_nomination       office-waiting      .          .          >---+----
POST cells.confirm_nomination       office-waiting      .          .          x---+----
GET  cells.correct_event           event               >-!-+!!!-  >--!+!!!-  .
POST cells.correct_event           event               x-!-+!!!-  x--!+!!!-  .
GET  cells.death                   dead                >-+-++++-  >--+++++-  .
POST cells.death                   dead                x-+-+!!!-  x--++!!!-  .
POST cells.delete_filter           filter              x-+------  x--+-----  x--------
GET  cells.demography              -                   >!++++++!  .          .
GET  cells.discard_import          import              .          .          >!!!+!!!!
POST cells.discard_import          import              .          .          x!!!+!!!!
GET  cells.dissolve                 group               >!!!+!!!!  >!!!+!!!!  .
POST cells.dissolve                 group               x!!!+!!!!  x!!!+!!!!  .
POST cells.drop_reorganisation      reorganisation      x---+----  x---+----  .
GET  cells.edit_record             fellow              >-+-+!!!-  >--++!!!-  .
GET  cells.edit_record             member              >!+-+!!!-  >--++!!!-  >---+!!!-
POST cells.edit_record             fellow              x-+-+!!!-  x--++!!!-  .
GET  cells.end_group                group               >!+-!!!!-  >--+!!!!-  .
POST cells.end_group                group               x!+-!!!!-  x--+!!!!-  .
GET  cells.export_list             -                   >!++++++!  .          .
POST cells.export_members          -                   x!++++++!  .          .
GET  cells.extend_term              term                >!!!+!!!!  >!!!+!!!!  >!!!+!!!!
POST cells.extend_term              term                x!!!+!!!!  x!!!+!!!!  x!!!+!!!!
GET  cells.fill_group               group               >!+-!!!!-  >--+!!!!-  .
POST cells.fill_group               group               x!+-!!!!-  x--+!!!!-  .
GET  cells.form_group               group               >!+-!!!!-  >--+!!!!-  .
POST cells.form_group               group               x!+-!!!!-  x--+!!!!-  .
GET  cells.groups                   group               >++-++++-  >--+++++-  .
GET  cells.hand_over                office              >!!!+!!!-  >!!!+!!!-  >!!!+!!!-
POST cells.hand_over                office              x!!!+!!!-  x!!!+!!!-  x!!!+!!!-
GET  cells.imports                 -                   >!!!+!!!!  .          .
GET  cells.index                   -                   >!!!++++!  .          .
GET  cells.member                  member              >++-++++-  >--+++++-  >---++++-
GET  cells.members                 -                   >!++++++!  .          .
POST cells.members                 -                   x!++++++!  .          .
GET  cells.mend                    import              .          .          >!!!+!!!!
POST cells.mend                    import              .          .          x!!!+!!!!
GET  cells.merge                    group               >!!!+!!!!  >!!!+!!!!  .
POST cells.merge                    group               x!!!+!!!!  x!!!+!!!!  .
GET  cells.nominations_list         -                   >!!!+!!!!  .          .
GET  cells.offices                  office              >++-++++-  >--+++++-  >---++++-
GET  cells.open_term                office              >!!!+!!!!  >!!!+!!!!  >!!!+!!!!
POST cells.open_term                office              x!!!+!!!!  x!!!+!!!!  x!!!+!!!!
GET  cells.own                      -                   >+++++++-  .          .
GET  cells.own_record              -                   >+++++++-  .          .
POST cells.phones                   group               x!+-!!!!-  x--+!!!!-  .
GET  cells.prove_days              fellow              >-!-+!!!-  >--!+!!!-  .
POST cells.prove_days              fellow              x-!-+!!!-  x--!+!!!-  .
GET  cells.record_event            fellow              >-+-+!!!-  >--++!!!-  .
POST cells.record_event            fellow              x-+-+!!!-  x--++!!!-  .
POST cells.record_event            member              x!+-+!!!-  x--++!!!-  x---+!!!-
GET  cells.refuse_nomination        office-waiting      .          .          >---+----
POST cells.refuse_nomination        office-waiting      .          .          x---+----
GET  cells.record_consent           office              >!!!+!!!!  >!!!+!!!!  >!!!+!!!!
POST cells.record_consent           office              x!!!+!!!!  x!!!+!!!!  x!!!+!!!!
GET  cells.relieve                 office              >!!!+!!!-  >!!!+!!!-  >!!!+!!!-
POST cells.relieve                 office              x!!!+!!!-  x!!!+!!!-  x!!!+!!!-
GET  cells.rename                   group               >!!!+!!!!  >!!!+!!!!  .
POST cells.rename                   group               x!!!+!!!!  x!!!+!!!!  .
GET  cells.reorganise               group               >!!!+!!!!  >!!!+!!!!  .
POST cells.save_filter             -                   x!++++++!  .          .
GET  cells.sensitive               -                   >!!!+!!!!  .          .
POST cells.sensitive               -                   x!!!+!!!!  .          .
GET  cells.show                    office              >++-++++-  >--+++++-  >---++++-
GET  cells.show_export             export-asked        >-+-+----  >--++----  >---+----
GET  cells.show_export             export-ready        >-+-+----  >--++----  >---+----
POST cells.show_export             export-asked        x-!-+----  x--!+----  x---+----
GET  cells.show_import             import              .          .          >!!!+!!!!
GET  cells.split                    group               >!!!+!!!!  >!!!+!!!!  .
POST cells.split                    group               x!!!+!!!!  x!!!+!!!!  .
POST cells.start_import            import              .          .          x!!!+!!!!
POST cells.take_export             export-ready        x-+-!----  x--+!----  x---!----
GET  cells.undo_import             import              .          .          >!!!+!!!!
POST cells.undo_import             import              .          .          x!!!+!!!!
GET  cells.upload                  -                   >!!!+!!!!  .          .
POST cells.upload                  -                   x!!!+!!!!  .          .
GET  cells.void_event              event               >-!-+!!!-  >--!+!!!-  .
POST cells.void_event              event               x-!-+!!!-  x--!+!!!-  .
GET  cells.withdraw                 office              >!!!+!!!-  >!!!+!!!-  >!!!+!!!-
POST cells.withdraw                 office              x!!!+!!!-  x!!!+!!!-  x!!!+!!!-
GET  cells.waiting                 -                   >!!!+!!!!  .          .
GET  checks.ask_corrections        difference          .          .          >!!!+!!!!
POST checks.ask_corrections        difference          .          .          x!!!+!!!!
GET  checks.compare                difference          .          .          >!!!+!!!!
GET  checks.corrections_pdf        difference          .          .          >!!!+!!!!
GET  checks.decide                 difference          .          .          >!!!+!!!!
POST checks.decide                 difference          .          .          x!!!+!!!!
GET  checks.decide_ours            difference-name     >!!!+!!!!  >!!!+!!!!  .
POST checks.decide_ours            difference-name     x!!!+!!!!  x!!!+!!!!  .
GET  checks.decide_theirs          difference-name     >!!!+!!!!  >!!!+!!!!  .
POST checks.decide_theirs          difference-name     x!!!+!!!!  x!!!+!!!!  .
GET  checks.delete_list            difference          .          .          >!!!+!!!!
POST checks.delete_list            difference          .          .          x!!!+!!!!
GET  checks.differences            -                   >!!!+!!!!  .          .
GET  checks.index                  -                   >!+++!!!!  .          .
GET  checks.list_columns           difference          .          .          >!!!+!!!!
POST checks.list_columns           difference          .          .          x!!!+!!!!
GET  checks.load                   -                   >!!!+!!!!  .          .
POST checks.load                   -                   x!!!+!!!!  .          .
GET  checks.twins                  twins               >!!!+!!!!  >!!!+!!!!  .
POST checks.twins                  twins               x!!!+!!!!  x!!!+!!!!  .
GET  checks.movements              -                   >!+++!!!!  .          .
GET  closing.pdf                   open                >!+----!-  >--+-----  >---+----
GET  closing.pdf                   filed               >!+-!!!!-  >--+!!!!-  >---+!!!-
GET  closing.replace_template      -                   >!!!+!!!!  .          .
POST closing.replace_template      -                   x!!!+!!!!  .          .
GET  closing.resolution            draft-decision      >!+-!!!!-  >--+!!!!-  >---+!!!-
GET  closing.restore_template      -                   >!!!+!!!!  .          .
POST closing.restore_template      -                   x!!!+!!!!  .          .
GET  closing.show                  open                >!+----!-  >--+-----  >---+----
GET  closing.show                  filed               >!+-!!!!-  >--+!!!!-  >---+!!!-
GET  closing.take_template         -                   >!!!+!!!!  .          .
GET  closing.word                  open                >!+----!-  >--+-----  >---+----
GET  closing.word                  filed               >!+-!!!!-  >--+!!!!-  >---+!!!-
GET  closing.word_templates        -                   >!!!+!!!!  .          .
GET  conduct.ask_residence          -                   >!+++!!!!  .          .
POST conduct.ask_residence          -                   x!+++!!!!  .          .
GET  conduct.commend               member              >!+-+!!!-  >--++!!!-  >---+!!!-
POST conduct.commend               member              x!+-+!!!-  x--++!!!-  x---+!!!-
GET  conduct.commitments           -                   >!++++++!  .          .
POST conduct.commitments           -                   x!+++!!!!  .          .
GET  conduct.discipline            member              >!+-+!!!-  >--++!!!-  >---+!!!-
POST conduct.discipline            member              x!+-+!!!-  x--++!!!-  x---+!!!-
GET  conduct.discipline_register   -                   >!++++++!  .          .
GET  conduct.index                 -                   >!++++++!  .          .
GET  conduct.keep_residence        member              >!+-+!!!-  >--++!!!-  >---+!!!-
POST conduct.keep_residence        member              x!+-+!!!-  x--++!!!-  x---+!!!-
GET  conduct.member                member              >++-++++-  >--+++++-  >---++++-
GET  conduct.mine                  -                   >+++++++-  .          .
GET  conduct.progress              member              >!+-+!!!-  >--++!!!-  >---+!!!-
POST conduct.progress              member              x!+-+!!!-  x--++!!!-  x---+!!!-
GET  conduct.reinstate             member              >!!-+!!!-  >--!+!!!-  >---+!!!-
POST conduct.reinstate             member              x!!-+!!!-  x--!+!!!-  x---+!!!-
GET  conduct.residence             -                   >!++++++!  .          .
GET  conduct.residence_forms       -                   >!++++++!  .          .
GET  conduct.suspend               member              >!!-+!!!-  >--!+!!!-  >---+!!!-
POST conduct.suspend               member              x!!-+!!!-  x--!+!!!-  x---+!!!-
GET  conduct.to_consider           -                   >!+++!!!!  .          .
GET  conduct.undo                  discipline-event    >-!-+!!!-  >--!+!!!-  .
POST conduct.undo                  discipline-event    x-!-+!!!-  x--!+!!!-  .
GET  documents.download            draft-paper         >-+----+-  >--+-----  >---+----
GET  documents.download            filed-paper         >++-++++-  >--+++++-  >---++++-
GET  documents.download            issued-paper        >++-++++-  >--+++++-  >+++++++-
GET  documents.download            visited-paper       >++----+-  >--+-----  .
GET  documents.show                draft-paper         >-+----+-  >--+-----  >---+----
GET  documents.show                visited-paper       >++----+-  >--+-----  .
GET  documents.show                filed-paper         >++-++++-  >--+++++-  >---++++-
GET  documents.show                issued-paper        >++-++++-  >--+++++-  >+++++++-
GET  copies.all_books               -                   >++++++++  .          .
POST copies.bind                    own-books           x!+!!!!!!  x!!+!!!!!  x!!!++!!!
GET  copies.index                   -                   >++++++++  .          .
GET  copies.issue                   copy                >-+----!-  >--+-----  >---+----
GET  copies.issue                   issued-copy         >!+----!-  >--+-----  >---+----
POST copies.issue                   copy                x-+----!-  x--+-----  x---+----
POST copies.issue                   issued-copy         x!+----!-  x--+-----  x---+----
POST copies.drop                    copy                x-+----!-  x--+-----  x---+----
POST copies.drop                    issued-copy         x!+----!-  x--+-----  x---+----
GET  copies.paper                   copy                >-+----+-  >--+-----  >---+----
GET  copies.paper                   issued-copy         >++----+-  >--+-----  >---+----
GET  copies.show                    copy                >-+----+-  >--+-----  >---+----
GET  copies.show                    issued-copy         >++----+-  >--+-----  >---+----
GET  copies.write                   issued-paper        >!+-!!!!-  >--+!!!!-  >!!!++!!-
POST copies.write                   issued-paper        x!+-!!!!-  x--+!!!!-  x!!!++!!-
GET  dues.begin                    dues                >-+-!----  >--+!----  .
POST dues.begin                    dues                x-+-!----  x--+!----  .
GET  dues.close                    dues                >-+-!----  >--+!----  .
POST dues.close                    dues                x-+-!----  x--+!----  .
GET  dues.debtors                  dues                >-+-+----  >--++----  .
GET  dues.declare                  dues                >!+-!----  >--+!----  .
POST dues.declare                  dues                x!+-!----  x--+!----  .
GET  dues.declare                  dues_of_secretary   >-!-+----  >--!+----  .
POST dues.declare                  dues_of_secretary   x-!-+----  x--!+----  .
GET  dues.declare_own              -                   >+++++++-  .          .
POST dues.declare_own              -                   x+++++++-  .          .
GET  dues.end_relief               dues                >!+-!----  >--+!----  .
POST dues.end_relief               dues                x!+-!----  x--+!----  .
GET  dues.hand_up                  dues                >-+-!!!!-  >--+!!!!-  .
POST dues.hand_up                  dues                x-+-!!!!-  x--+!!!!-  .
GET  dues.index                    -                   >!++++++!  .          .
GET  dues.list_pdf                 dues                >-+-+----  >--++----  .
GET  dues.month                    dues                >-+-+----  >--++----  .
POST dues.month                    dues                x-+-!----  x--+!----  .
GET  dues.own                      -                   >+++++++-  .          .
GET  dues.person                   dues                >++-+----  >--++----  .
GET  dues.quarter                  dues                >-+-++++-  >--+++++-  .
POST dues.quarter                  dues                x-+-!!!!-  x--+!!!!-  .
GET  dues.record                   dues                >-+-!----  >--+!----  .
POST dues.record                   dues                x-+-!----  x--+!----  .
GET  dues.record                   dues_of_secretary   >-!-+----  >--!+----  .
POST dues.record                   dues_of_secretary   x-!-+----  x--!+----  .
GET  dues.relieve                  dues                >!+-!----  >--+!----  .
POST dues.relieve                  dues                x!+-!----  x--+!----  .
GET  dues.relieve                  dues_of_secretary   >-!-+----  >--!+----  .
POST dues.relieve                  dues_of_secretary   x-!-+----  x--!+----  .
GET  dues.reopen                   dues                >-+-!----  >--+!----  .
POST dues.reopen                   dues                x-+-!----  x--+!----  .
GET  dues.settlement_pdf           dues                >-+-++++-  >--+++++-  .
GET  dues.year                     dues                >-+-+----  >--++----  .
GET  health                        -                   +++++++++  .          .
GET  handbook.archive              open                >!+----!-  >--+-----  >---+----
GET  handbook.archive              filed               >!+-!!!!-  >--+!!!!-  >---+!!!-
GET  handbook.index                -                   >!!!++++!  .          .
GET  handbook.note_papers          open                >!+----!-  >--+-----  >---+----
GET  handbook.note_papers          filed               >!+-!!!!-  >--+!!!!-  >---+!!!-
POST handbook.note_papers          open                x!+----!-  x--+-----  x---+----
POST handbook.note_papers          filed               x!+-!!!!-  x--+!!!!-  x---+!!!-
GET  handbook.show                 open                >!+----!-  >--+-----  >---+----
GET  handbook.show                 filed               >!+-!!!!-  >--+!!!!-  >---+!!!-
GET  home.index                    -                   >++++++++  .          .
POST meetings.accept_absence       invited             x!+----!-  x--+-----  x--------
GET  meetings.add_addendum         filed               >!+-!!!!-  >--+!!!!-  >---+!!!-
POST meetings.add_addendum         filed               x!+-!!!!-  x--+!!!!-  x---+!!!-
POST meetings.add_statement        open                x!+----!-  x--+-----  x---+----
POST meetings.add_statement        filed               x!+-!!!!-  x--+!!!!-  x---+!!!-
GET  meetings.addendum_pdf         filed               >++-++++-  >--+++++-  >---++++-
GET  meetings.agenda               planned             >-+----!-  >--+-----  >---+----
GET  meetings.agenda               filed               >!+-!!!!-  >--+!!!!-  >---+!!!-
POST meetings.agenda               planned             x-+----!-  x--+-----  x---+----
POST meetings.agenda               filed               x!+-!!!!-  x--+!!!!-  x---+!!!-
GET  meetings.ask                  open                >!+----!-  >--+-----  >---+----
GET  meetings.ask                  filed               >!+-!!!!-  >--+!!!!-  >---+!!!-
POST meetings.ask                  open                x!+----!-  x--+-----  x---+----
POST meetings.ask                  filed               x!+-!!!!-  x--+!!!!-  x---+!!!-
POST meetings.assign               open                x!+----!-  x--+-----  x---+----
POST meetings.assign               filed               x!+-!!!!-  x--+!!!!-  x---+!!!-
GET  meetings.attach_signed_copy   filed               >!+-!!!!-  >--+!!!!-  >---+!!!-
POST meetings.attach_signed_copy   filed               x!+-!!!!-  x--+!!!!-  x---+!!!-
POST meetings.attend               invited             x---!+!!-  x---!+!!-  x--------
GET  meetings.calendar             -                   >!!!++++!  .          .
GET  meetings.invitation_ics       planned             >--------  >--------  >--------
GET  meetings.invitation_ics       invited             >++------  >--+-----  >--------
POST meetings.release_visitor      visited             x---+!!!-  x---+!!!-  .
GET  meetings.visitors             planned             >--------  >--------  >--------
GET  meetings.visitors             invited             >---+!!!-  >---+!!!-  >--------
POST meetings.visitors             invited             x---+!!!-  x---+!!!-  x--------
GET  meetings.attendance           -                   >!++++++!  .          .
GET  meetings.attendance_pdf       office              >!+-++++!  >!-+++++!  >!------!
GET  meetings.attendance_sheet_pdf planned             >-+----!-  >--+-----  >---+----
GET  meetings.attendance_sheet_pdf filed               >!+-!!!!-  >--+!!!!-  >---+!!!-
GET  meetings.call_roll            open                >!+----!-  >--+-----  >---+----
GET  meetings.call_roll            filed               >!+-!!!!-  >--+!!!!-  >---+!!!-
POST meetings.call_roll            open                x!+----!-  x--+-----  x---+----
POST meetings.call_roll            filed               x!+-!!!!-  x--+!!!!-  x---+!!!-
GET  meetings.cancel               planned             >-+----!-  >--+-----  >---+----
GET  meetings.cancel               filed               >!+-!!!!-  >--+!!!!-  >---+!!!-
POST meetings.cancel               planned             x-+----!-  x--+-----  x---+----
POST meetings.cancel               filed               x!+-!!!!-  x--+!!!!-  x---+!!!-
GET  meetings.close                open                >!+----!-  >--+-----  >---+----
GET  meetings.close                filed               >!+-!!!!-  >--+!!!!-  >---+!!!-
POST meetings.close                open                x!+----!-  x--+-----  x---+----
POST meetings.close                filed               x!+-!!!!-  x--+!!!!-  x---+!!!-
POST meetings.close_vote           voting              x!+----!-  x--+-----  x---+----
GET  meetings.confirm              open                >-+------  >--+-----  >---+----
GET  meetings.confirm              filed               >-+------  >--+-----  >---+----
POST meetings.confirm              open                x!+----!-  x--+-----  x---!----
POST meetings.confirm              filed               x!+-!!!!-  x--+!!!!-  x---!!!!-
GET  meetings.conflict             open                >!+----!-  >--+-----  >---+----
GET  meetings.edit                 planned             >-+----!-  >--+-----  >---+----
GET  meetings.edit                 filed               >!+-!!!!-  >--+!!!!-  >---+!!!-
POST meetings.edit                 planned             x-+----!-  x--+-----  x---+----
POST meetings.edit                 filed               x!+-!!!!-  x--+!!!!-  x---+!!!-
GET  meetings.file_up              open                >!+----!-  >--+-----  >---+----
GET  meetings.file_up              filed               >!+-!!!!-  >--+!!!!-  >---+!!!-
POST meetings.file_up              open                x!+----!-  x--+-----  x---+----
POST meetings.file_up              filed               x!+-!!!!-  x--+!!!!-  x---+!!!-
GET  meetings.hand_over            open                >!+----!-  >--+-----  >---+----
GET  meetings.hand_over            filed               >!+-!!!!-  >--+!!!!-  >---+!!!-
POST meetings.hand_over            open                x!+----!-  x--+-----  x---+----
POST meetings.hand_over            filed               x!+-!!!!-  x--+!!!!-  x---+!!!-
POST meetings.hear_answer          open-answer         x!+----!-  x--+-----  x---+----
GET  meetings.guests               open                >!+----!-  >--+-----  >---+----
GET  meetings.guests               filed               >!+-!!!!-  >--+!!!!-  >---+!!!-
POST meetings.guests               open                x!+----!-  x--+-----  x---+----
POST meetings.guests               filed               x!+-!!!!-  x--+!!!!-  x---+!!!-
GET  meetings.index                -                   >++++++++  .          .
GET  meetings.invitation           planned             >--------  >--------  >--------
GET  meetings.invitation           invited             >++------  >--+-----  >--------
POST meetings.invitation           planned             x--------  x--------  x--------
POST meetings.invitation           invited             x++------  x--+-----  x--------
GET  meetings.invitations_pdf      planned             >-+----!-  >--+-----  >---+----
GET  meetings.invitations_pdf      filed               >!+-!!!!-  >--+!!!!-  >---+!!!-
GET  meetings.invite               planned             >-+----!-  >--+-----  >---+----
GET  meetings.invite               filed               >!+-!!!!-  >--+!!!!-  >---+!!!-
POST meetings.invite               planned             x-+----!-  x--+-----  x---+----
POST meetings.invite               filed               x!+-!!!!-  x--+!!!!-  x---+!!!-
GET  meetings.mark_posted          filed               >!+-!!!!-  >--+!!!!-  >---+!!!-
POST meetings.mark_posted          filed               x!+-!!!!-  x--+!!!!-  x---+!!!-
GET  meetings.minutes              open                >++----+-  >--+-----  >---+----
GET  meetings.minutes              filed               >++-++++-  >--+++++-  >---++++-
GET  meetings.minutes_pdf          open                >-+------  >--+-----  >---+----
GET  meetings.minutes_pdf          filed               >++-++++-  >--+++++-  >---++++-
GET  meetings.move                 invited             >!+----!-  >--+-----  >---+----
GET  meetings.move                 filed               >!+-!!!!-  >--+!!!!-  >---+!!!-
POST meetings.move                 invited             x!+----!-  x--+-----  x---+----
POST meetings.move                 filed               x!+-!!!!-  x--+!!!!-  x---+!!!-
GET  meetings.new                  -                   >!++++!!!  .          .
POST meetings.new                  -                   x!++++!!!  .          .
POST meetings.note_dues            open                x!+----!-  x--+-----  x---+----
POST meetings.note_dues            filed               x!+-!!!!-  x--+!!!!-  x---+!!!-
POST meetings.note_quality         open                x!+----!-  x--+-----  x---+----
POST meetings.note_quality         filed               x!+-!!!!-  x--+!!!!-  x---+!!!-
GET  meetings.open_meeting         invited             >!+----!-  >--+-----  >---+----
GET  meetings.open_meeting         filed               >!+-!!!!-  >--+!!!!-  >---+!!!-
POST meetings.open_meeting         invited             x!+----!-  x--+-----  x---+----
POST meetings.open_meeting         filed               x!+-!!!!-  x--+!!!!-  x---+!!!-
POST meetings.open_vote            open                x!+----!-  x--+-----  x---+----
POST meetings.open_vote            filed               x!+-!!!!-  x--+!!!!-  x---+!!!-
GET  meetings.own_attendance       -                   >+++++++-  .          .
GET  meetings.papers               planned             >-+----!-  >--+-----  >---+----
GET  meetings.papers               filed               >!+-!!!!-  >--+!!!!-  >---+!!!-
POST meetings.papers               planned             x-+----!-  x--+-----  x---+----
POST meetings.papers               filed               x!+-!!!!-  x--+!!!!-  x---+!!!-
GET  meetings.read_out             open                >!+----!-  >--+-----  >---+----
GET  meetings.read_out             filed               >!+-!!!!-  >--+!!!!-  >---+!!!-
POST meetings.read_out             open                x!+----!-  x--+-----  x---+----
POST meetings.read_out             filed               x!+-!!!!-  x--+!!!!-  x---+!!!-
POST meetings.remove_assignment    open                x!+----!-  x--+-----  x---+----
POST meetings.remove_assignment    filed               x!+-!!!!-  x--+!!!!-  x---+!!!-
POST meetings.remove_paper         planned             x-+----!-  x--+-----  x---+----
POST meetings.remove_statement     open                x!+----!-  x--+-----  x---+----
POST meetings.remove_statement     filed               x!+-!!!!-  x--+!!!!-  x---+!!!-
POST meetings.save_section         open                x!+----!-  x--+-----  x---+----
POST meetings.save_section         filed               x!+-!!!!-  x--+!!!!-  x---+!!!-
GET  meetings.show                 planned             >-+----+-  >--+-----  >---+----
GET  meetings.show                 invited             >++----+-  >--+-----  >---+----
GET  meetings.show                 open                >++----+-  >--+-----  >---+----
GET  meetings.show                 filed               >++-++++-  >--+++++-  >---++++-
GET  meetings.vote                 open                >++----+-  >--+-----  >---+----
GET  meetings.vote                 voting              >++----+-  >--+-----  >---+----
GET  meetings.vote                 filed               >++-++++-  >--+++++-  >---++++-
POST meetings.withdraw_vote        open                x!+----!-  x--+-----  x---+----
POST meetings.withdraw_vote        filed               x!+-!!!!-  x--+!!!!-  x---+!!!-
GET  notifications.index           -                   >++++++++  .          .
POST notifications.index           -                   x++++++++  .          .
GET  notifications.job             job                 >-+------  >--+-----  >--------
GET  notifications.mail            -                   >!!!!!!!+  .          .
POST notifications.mail            -                   x!!!!!!!+  .          .
GET  notifications.mail_wish       -                   >+++++++!  .          .
POST notifications.mail_wish       -                   x+++++++!  .          .
POST notifications.open_notice     notice              x+-------  x--------  x--------
GET  notifications.show            notice              >+-------  >--------  >--------
POST privacy.accept_correction     correction          x!+-+----  x--++----  .
POST privacy.answer_request        request             x!--+-!!-  x---+-!!-  .
GET  privacy.ask_rotation          -                   >!!!+!!!+  .          .
POST privacy.ask_rotation          -                   x!!!+!!!+  .          .
GET  privacy.ask                   -                   >+++++++-  .          .
POST privacy.ask                   -                   x+++++++-  .          .
GET  privacy.correction            correction          >++-+----  >--++----  .
GET  privacy.corrections           -                   >+++++++!  .          .
GET  privacy.notice_pdf            -                   >+++++++-  .          .
GET  privacy.papers                member              >++-+----  >--++----  .
POST privacy.papers                member              x!!-+----  x--!+----  .
GET  privacy.propose               member              >+-------  >--------  >--------
POST privacy.propose               member              x+-------  x--------  x--------
GET  privacy.purposes              -                   >++++++++  .          .
GET  privacy.readers               member              >+-------  >--------  >--------
GET  privacy.receive               -                   >!!!+!!!!  .          .
POST privacy.receive               -                   x!!!+!!!!  .          .
POST privacy.refuse_correction     correction          x!+-+----  x--++----  .
GET  privacy.requests              -                   >+++++++!  .          .
POST privacy.reveal                correction          x!+-+----  x--++----  .
GET  privacy.show_request          request             >+--+-++-  >---+-++-  .
GET  privacy.rotation              rotation            .          .          >---+---+
POST privacy.rotation              rotation            .          .          x---+---!
GET  privacy.rotations             -                   >!!!+!!!+  .          .
POST privacy.take_back_request     request             x+--!-!!-  x---!-!!-  .
GET  privacy.unmask                fellow              >-+-+!!!-  >--++!!!-  .
GET  privacy.unmask                member              >++-+!!!-  >--++!!!-  >---+!!!-
POST privacy.unmask                fellow              x-+-+!!!-  x--++!!!-  .
POST privacy.withdraw_correction   correction          x+!-!----  x--!!----  .
GET  provisions.add_holidays       -                   >!!!+!!!!  .          .
POST provisions.add_holidays       -                   x!!!+!!!!  .          .
GET  provisions.change             -                   >!!!+!!!!  .          .
POST provisions.change             -                   x!!!+!!!!  .          .
GET  provisions.holidays           -                   >++++++++  .          .
GET  provisions.index              -                   >++++++++  .          .
POST provisions.remove_holiday     -                   x!!!+!!!!  .          .
GET  provisions.show               -                   >++++++++  .          .
GET  reports.accept                draft-report        >-!----!-  >--!-----  .
GET  reports.accept                sent-report         >-!-+!!!-  >--!+!!!-  .
POST reports.accept                draft-report        x-!----!-  x--!-----  .
POST reports.accept                sent-report         x-!-+!!!-  x--!+!!!-  .
POST reports.answer                returned-report     x-+-!!!!-  x--+!!!!-  .
GET  reports.board                 -                   >!!!++++!  .          .
POST reports.board                 -                   x!!!+!!!!  .          .
GET  reports.figure                draft-report        >-+----+-  >--+-----  .
GET  reports.figure                sent-report         >-+-++++-  >--+++++-  .
POST reports.figure                draft-report        x-+----!-  x--+-----  .
POST reports.figure                sent-report         x-+-!!!!-  x--+!!!!-  .
GET  reports.index                 -                   >++++++++  .          .
POST reports.index                 -                   x!+!!!!!!  .          .
GET  reports.period                draft-report        >-+----!-  >--+-----  .
GET  reports.period                sent-report         >-+-!!!!-  >--+!!!!-  .
POST reports.period                draft-report        x-+----!-  x--+-----  .
POST reports.period                sent-report         x-+-!!!!-  x--+!!!!-  .
GET  reports.preview               draft-report        >-+----!-  >--+-----  .
GET  reports.preview               sent-report         >-+-!!!!-  >--+!!!!-  .
POST reports.refill                draft-report        x-+----!-  x--+-----  .
GET  reports.return_for_more       draft-report        >-!----!-  >--!-----  .
GET  reports.return_for_more       sent-report         >-!-+!!!-  >--!+!!!-  .
POST reports.return_for_more       draft-report        x-!----!-  x--!-----  .
POST reports.return_for_more       sent-report         x-!-+!!!-  x--!+!!!-  .
GET  reports.section               draft-report        >-+----!-  >--+-----  .
GET  reports.section               sent-report         >-+-!!!!-  >--+!!!!-  .
POST reports.section               draft-report        x-+----!-  x--+-----  .
POST reports.section               sent-report         x-+-!!!!-  x--+!!!!-  .
GET  reports.send                  draft-report        >-+----!-  >--+-----  .
GET  reports.send                  returned-report     >-+-!!!!-  >--+!!!!-  .
POST reports.send                  draft-report        x-+----!-  x--+-----  .
POST reports.send                  returned-report     x-+-!!!!-  x--+!!!!-  .
GET  reports.show                  draft-report        >-+----+-  >--+-----  .
GET  reports.show                  sent-report         >-+-++++-  >--+++++-  .
GET  reports.show                  returned-report     >-+-++++-  >--+++++-  .
GET  resolutions.edit              draft-resolution    >-+----!-  >--+-----  >---+----
GET  resolutions.edit              adopted-resolution  >-+----!-  >--+-----  >---+----
GET  resolutions.edit              issued-resolution   >!+-!!!!-  >--+!!!!-  >!!!+!!!-
POST resolutions.edit              draft-resolution    x-+----!-  x--+-----  x---+----
POST resolutions.edit              adopted-resolution  x-+----!-  x--+-----  x---+----
POST resolutions.edit              issued-resolution   x!+-!!!!-  x--+!!!!-  x!!!+!!!-
GET  resolutions.index             -                   >++++++++  .          .
GET  resolutions.issue             signed-resolution   >-+----!-  >--+-----  >---+----
GET  resolutions.issue             issued-resolution   >!+-!!!!-  >--+!!!!-  >!!!+!!!-
POST resolutions.issue             signed-resolution   x-+----!-  x--+-----  x---+----
POST resolutions.issue             issued-resolution   x!+-!!!!-  x--+!!!!-  x!!!+!!!-
GET  resolutions.paper             draft-resolution    >-+----+-  >--+-----  >---+----
GET  resolutions.paper             issued-resolution   >++-++++-  >--+++++-  >+++++++-
GET  resolutions.send              adopted-resolution  >-+----!-  >--+-----  >---+----
GET  resolutions.send              issued-resolution   >!+-!!!!-  >--+!!!!-  >!!!+!!!-
POST resolutions.send              adopted-resolution  x-+----!-  x--+-----  x---+----
POST resolutions.send              issued-resolution   x!+-!!!!-  x--+!!!!-  x!!!+!!!-
GET  resolutions.show              draft-resolution    >-+----+-  >--+-----  >---+----
GET  resolutions.show              signed-resolution   >-+----+-  >--+-----  >---+----
GET  resolutions.show              issued-resolution   >++-++++-  >--+++++-  >+++++++-
GET  resolutions.sign              awaiting-resolution >-+----!-  >--+-----  >---!----
GET  resolutions.sign              issued-resolution   >!+-!!!!-  >--+!!!!-  >!!!!!!!-
POST resolutions.sign              awaiting-resolution x-+----!-  x--+-----  x---!----
POST resolutions.sign              issued-resolution   x!+-!!!!-  x--+!!!!-  x!!!!!!!-
GET  tasks.index                   -                   >++++++++  .          .
GET  tasks.report                  task                >!+----!-  >--+-----  >---++---
POST tasks.report                  task                x!+----!-  x--+-----  x---++---
GET  tasks.show                    task                >++----+-  >--+-----  >---++---
GET  transfers.book                -                   >!+++!!!!  .          .
GET  transfers.book_pdf            -                   >!+++!!!!  .          .
GET  transfers.index               -                   >!+++!!!!  .          .
GET  transfers.begin_out           member              >-+-+!!!-  >--++!!!-  >---+!!!-
POST transfers.begin_out           member              x-+-+!!!-  x--++!!!-  x---+!!!-
GET  transfers.complete            transfer-letter     >-!-+----  >--!+----  .
POST transfers.complete            transfer-letter     x-!-+----  x--!+----  .
GET  transfers.end                 transfer-running    >-!-+----  >--!+----  .
POST transfers.end                 transfer-running    x-!-+----  x--!+----  .
GET  transfers.extend              transfer-running    >-!-+----  >--!+----  .
POST transfers.extend              transfer-running    x-!-+----  x--!+----  .
GET  transfers.issue_letter        transfer-ready      >-!-+----  >--!+----  .
POST transfers.issue_letter        transfer-ready      x-!-+----  x--!+----  .
GET  transfers.letter_pdf          transfer-letter     >-+-+----  >--++----  .
GET  transfers.move                member              >-!-+!!!-  >--!+!!!-  >---+!!!-
POST transfers.move                member              x-!-+!!!-  x--!+!!!-  x---+!!!-
GET  transfers.of_member           member              >!+-+!!!!  >!-++!!!!  >!--+!!!!
GET  transfers.prepare             transfer-started    >-+-+----  >--++----  .
POST transfers.prepare             transfer-started    x-+-+----  x--++----  .
GET  transfers.send_away           member              >-!-+!!!-  >--!+!!!-  >---+!!!-
POST transfers.send_away           member              x-!-+!!!-  x--!+!!!-  x---+!!!-
GET  transfers.send_slip           transfer-received   >-!-+----  >--!+----  .
POST transfers.send_slip           transfer-received   x-!-+----  x--!+----  .
GET  transfers.show                transfer-letter     >-+-+----  >--++----  .
GET  transfers.show                transfer-ready      >-+-+----  >--++----  .
GET  transfers.show                transfer-received   >-+-+----  >--++----  .
GET  transfers.show                transfer-running    >-+-+----  >--++----  .
GET  transfers.show                transfer-started    >-+-+----  >--++----  .
GET  transfers.slip_pdf            transfer-received   >-+-+----  >--++----  .
GET  transfers.stop                transfer-started    >-!-+----  >--!+----  .
POST transfers.stop                transfer-started    x-!-+----  x--!+----  .
GET  transfers.take_in             -                   >!!!+!!!!  .          .
POST transfers.take_in             -                   x!!!+!!!!  .          .
GET  transfers.undo                transfer-event      >!!-+!!!-  >--!+!!!-  .
POST transfers.undo                transfer-event      x!!-+!!!-  x--!+!!!-  .
GET  transfers.welcome             -                   >!!!+!!!!  .          .
POST transfers.welcome             -                   x!!!+!!!!  .          .
"""


@dataclass(frozen=True)
class Row:
    """One line: the answers expected for the objects of A, of B and of the committee."""

    method: str
    endpoint: str
    state: str
    expected: tuple[str, str, str]

    def __str__(self) -> str:
        """Name the line in the list of tests."""
        return f"{self.method} {self.endpoint} {self.state}".strip()


def _row(line: str) -> Row:
    method, endpoint, state, *columns = line.split()
    a, b, committee = ("" if column == "." else column for column in columns)
    return Row(method, endpoint, "" if state == "-" else state, (a, b, committee))


MATRIX = [
    _row(line)
    for line in (_TABLE.strip() + EVENING).splitlines()
    if line and not line.startswith("#")
]
