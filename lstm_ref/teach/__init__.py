"""What the pages for teachers compute: syllabi, goals and prerequisites, and the mistakes to expect."""

from lstm_ref.teach.show import show_chapter as show_chapter
from lstm_ref.teach.show import show_mistakes as show_mistakes
from lstm_ref.teach.show import show_syllabus as show_syllabus
from lstm_ref.teach.show import show_totals as show_totals
