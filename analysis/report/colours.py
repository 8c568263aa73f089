"""The colours of charts and of the explorer, which draws without Matplotlib."""
COLOURS = {                    # told apart by people who see red and green alike (Okabe and Ito 2008, darkened for text)
    "author": "#767F8A", "named source": "#0B6FA4", "unnamed source": "#D55E00", "quoted": "#0B6FA4",
    "person": "#0B6FA4", "organisation": "#00805F", "place": "#C77700",
    "positive": "#2166AC", "neutral": "#A6ADB6", "negative": "#B2182B",
    "praised": "#2166AC", "neither, or as often as by chance": "#A6ADB6", "blamed": "#B2182B",
    "ink": "#1F2933", "quiet": "#5B6570", "line": "#D5DAE0", "revised": "#6A3D9A",
}
