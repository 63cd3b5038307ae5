"""The screen: what every page is made of. Beside pages/ and app.py the only place that knows Streamlit."""
