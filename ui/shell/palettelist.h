// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/shell/finder.h"

#include <QAbstractListModel>
#include <QStyledItemDelegate>

namespace ui {

/// The palette's rows: a heading, its offers, another heading, its offers. Headings cannot be chosen.
class PaletteModel final : public QAbstractListModel
{
    Q_OBJECT
public:
    using QAbstractListModel::QAbstractListModel;
    struct Row
    {
        bool heading = false;
        QString text; ///< of the heading
        QString note; ///< at the heading's right
        Offer offer;
    };

    void setOffers(const QList<Offer> &objects, const QList<Offer> &actions, int found);
    const Row &row(int index) const { return m_rows[index]; }

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;

private:
    QList<Row> m_rows;
};

/// Draws icon, glyph, text with the matched letters in bold, detail and key.
class PaletteDelegate final : public QStyledItemDelegate
{
    Q_OBJECT
public:
    using QStyledItemDelegate::QStyledItemDelegate;
    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    static int rowHeight();
};

} // namespace ui
