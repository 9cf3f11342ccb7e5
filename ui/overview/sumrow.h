// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QString>
#include <QWidget>

class QTableView;

namespace ui {

/// A line of sums under a table that never sorts away: its figures stand under the table's columns. GUI thread.
class SumRow final : public QWidget
{
    Q_OBJECT
public:
    explicit SumRow(QTableView *table, QWidget *parent = nullptr);

    /// Texts by column of the model; `figures` are right-aligned.
    void setTexts(const QHash<int, QString> &texts, const QList<int> &figures);
    QString text(int column) const { return m_texts.value(column); }
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QTableView *m_table;
    QHash<int, QString> m_texts;
    QList<int> m_figures;
};

} // namespace ui
