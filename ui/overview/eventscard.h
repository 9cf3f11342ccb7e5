// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/stack/stack.h"
#include "ui/common/card.h"
#include "ui/overview/eventsmodel.h"

class QListView;
class QMenu;

namespace ui {

class LinkButton;

/// What happened lately, over all layers: time, layer, glyph, words; a click leads to the object. GUI thread.
class EventsCard final : public Card
{
    Q_OBJECT
public:
    explicit EventsCard(stack::Stack *stack, QWidget *parent = nullptr);
    void setShown(bool shown); ///< asks the history when first shown
    EventsModel *model() const { return m_model; }
    QListView *list() const { return m_list; }

signals:
    void linkClicked(const QString &path);

private:
    void fillLayerMenu();

    stack::Stack *m_stack;
    EventsModel *m_model;
    QListView *m_list;
    LinkButton *m_layer;
    QMenu *m_menu;
    TokenLabel *m_nothing;
    bool m_asked = false;
};

} // namespace ui
