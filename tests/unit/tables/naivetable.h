// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/tables/tablemodel.h"
#include "tests/unit/tables/samplerows.h"

#include <QSet>

/// What a table must show, worked out from nothing in the simplest way, to compare the model with.
struct NaiveTable
{
    const SampleRows *rows = nullptr;
    QString needle; ///< the filter: the name contains it
    QList<tables::SortKey> sort;
    int groupColumn = -1;
    bool foldedByDefault = false;
    QSet<QByteArray> foldExceptions;

    /// Keys from top to bottom; group headers as "[text|count]".
    QStringList shown() const;
    static QStringList shownBy(const tables::TableModel &model);
};
