// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/tables/filter.h"

#include <QLineEdit>

namespace ui {

/// The filter field of a page: filters as you type, `/` jumps here, Esc clears, mistakes are shown under it in words,
/// column names complete. Object name "filter". GUI thread.
class FilterBar final : public QLineEdit
{
    Q_OBJECT
public:
    explicit FilterBar(const QString &placeholder, QWidget *parent = nullptr);
    void setColumns(const QList<tables::Column> &columns);
    void addTerm(const QString &term);

signals:
    void filterChanged(const tables::Filter &filter);

private:
    void parse();
    QList<tables::Column> m_columns;
};

} // namespace ui
