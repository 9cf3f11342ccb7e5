// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/chain/chain.h"

#include <QWidget>

class QMenu;

namespace ui {

class ChainCell;
class ChainReader;
struct PageContext;

/// Under the page: what the current object belongs together with, from the node of the night down to its machine and
/// log, each with its state and its key Alt+1…7; what is missing says why (ui.md §2, mock-up 09). Stands as long as the
/// page has objects of a chain, so that nothing moves under the pointer at a selection. Object name "chainBar". GUI
/// thread.
class ChainBar final : public QWidget
{
    Q_OBJECT
public:
    explicit ChainBar(QWidget *parent = nullptr);

    void showObject(stack::Stack *stack, const links::ObjectRef &object); ///< an invalid one: nothing is in it
    void setShown(bool shown); ///< while its window is hidden it reads nothing
    void setCompact(bool compact); ///< two lines a link instead of three

    const std::optional<chain::Cells> &cells() const; ///< none: no object, or not read yet

signals:
    void chosen(const links::ObjectRef &ref);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void onChanged();

    ChainReader *m_reader;
    std::array<ChainCell *, chain::keyed.size()> m_cells{};
};

/// The same as a submenu "Go to", with all that belong to it; and an entry that copies the object's own link
/// ("comporta://…"). GUI thread.
void addGoToMenu(QMenu *menu, const PageContext &context, const links::ObjectRef &object);

} // namespace ui
