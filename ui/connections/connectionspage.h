// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/shell/page.h"

class QPushButton;

namespace ui {

class LayerCard;
class NoteBox;
class StackOverview;

/// All stacks at a glance where there are several; then who signs in to each layer of the shown one, where that is
/// kept, and whether the layer lets us in: address, leader, version, clock and rights, looked at step by step by reads
/// alone. GUI thread.
class ConnectionsPage final : public Page
{
    Q_OBJECT
public:
    explicit ConnectionsPage(PageContext context, QWidget *parent = nullptr);

    QList<QWidget *> barWidgetsRight() override;
    QString counts() const override;
    void trigger(const QString &action) override;
    void setShown(bool shown) override;

private:
    void checkAll();
    void readNotice();

    QList<LayerCard *> m_cards;
    NoteBox *m_notice;
    StackOverview *m_stacks;
    QPushButton *m_checkAll;
};

PageEntry connectionsPage();

} // namespace ui
