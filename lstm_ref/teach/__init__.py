"""What the pages for teachers compute: syllabi, goals and prerequisites, and the mistakes to expect."""

from lstm_ref.teach.plan import show_columns as show_columns
from lstm_ref.teach.plan import show_plan as show_plan
from lstm_ref.teach.plan import show_syllabus as show_syllabus
from lstm_ref.teach.plan import show_totals as show_totals
from lstm_ref.teach.show import show_chapter as show_chapter
from lstm_ref.teach.show import show_mistakes as show_mistakes
from lstm_ref.teach.show import show_others as show_others
