// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace ui {

/// Screen readers read the lines of every LogView as a text that cannot be written: by line, word and character, with
/// its cursor and what is selected. Once is enough. GUI thread.
void makeLogViewsAccessible();

} // namespace ui
