// A browser that knows no popover.
delete HTMLElement.prototype.showPopover;
delete HTMLElement.prototype.hidePopover;
