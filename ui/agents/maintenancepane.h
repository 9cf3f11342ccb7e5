// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/stack/stack.h"

#include <QWidget>

namespace ui {

class TableView;
class TokenLabel;

/// The planned and running maintenance windows beneath the agents; not there while there are none. GUI thread.
class MaintenancePane final : public QWidget
{
    Q_OBJECT
public:
    explicit MaintenancePane(stack::Stack *stack, QWidget *parent = nullptr);
    void setPicture(const mesos::Snapshot &picture);
    TableView *table() const { return m_table; }

signals:
    void linkClicked(const QString &path);

private:
    void fitHeight();

    stack::Stack *m_stack;
    TableView *m_table;
    TokenLabel *m_count;
    mesos::Snapshot m_picture;
};

} // namespace ui
