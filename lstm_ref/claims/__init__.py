"""What popular explanations say: claims with a verdict, and ideas with the section that has them."""

from lstm_ref.claims.articles import ARTICLES as ARTICLES
from lstm_ref.claims.articles import show_article_counts as show_article_counts
from lstm_ref.claims.articles import show_articles as show_articles
from lstm_ref.claims.rows import CLAIMS as CLAIMS
from lstm_ref.claims.rows import Claim as Claim
from lstm_ref.claims.show import show_claims as show_claims
from lstm_ref.claims.show import show_counts as show_counts
