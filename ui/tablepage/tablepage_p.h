// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/common/databand.h"
#include "ui/tablepage/tablepage.h"

#include <QFutureWatcher>

class QSplitter;

namespace ui {

class GroupButton;
class QuickFilters;

struct TablePage::Private
{
    Private(TablePage *page, const core::Store *pageStore, TablePageSetup pageSetup, MakeRows rowMaker)
        : q(page)
        , store(pageStore)
        , setup(std::move(pageSetup))
        , makeRows(std::move(rowMaker))
    {
    }

    void build();
    void followPicture();
    void startMaking();
    void onMade();
    void onApplied();
    void onFreshness();
    void updateEmpty();
    QJsonObject view() const; ///< what is kept under a name
    void restoreView(const QJsonObject &state);

    TablePage *q;
    const core::Store *store;
    TablePageSetup setup;
    MakeRows makeRows;

    FilterBar *filter = nullptr;
    QuickFilters *quick = nullptr;
    GroupButton *group = nullptr;
    QList<QWidget *> rightWidgets;
    TableView *table = nullptr;
    Placeholder *placeholder = nullptr;
    QSplitter *splitter = nullptr;
    QWidget *inspector = nullptr; ///< what the dock shows for us

    QFutureWatcher<tables::Rows> making;
    core::Store::Picture inMaking; ///< the picture whose rows are being made
    core::Store::Picture made; ///< the picture whose rows the table was given last
    core::Store::Picture onScreen;
    bool shown = false;
    bool again = false; ///< a picture came while rows were being made
};

} // namespace ui
