class HeadlineTicker extends HTMLElement {}
