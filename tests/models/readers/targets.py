"""Any target that a draft may hold."""

from hypothesis import strategies as st

from models.target import MOST, Audience, Kind, Per, Target, Unit

TARGETS = st.builds(
    Target,
    st.sampled_from(Kind),
    st.none() | st.integers(1, MOST),
    st.none() | st.sampled_from(Per),
    st.sampled_from(Unit),
    st.none() | st.sampled_from(Audience),
    st.integers(1, 24),
)
