// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/pools/board.h"
#include "ui/tablepage/tablepage.h"

class QSplitter;

namespace ui {

class PoolPane;
class PoolTools;
class TotalsRow;

/// One row a pool of machines: what it wants, has, costs, and who waits for it; below it the chosen one.
class PoolsPage final : public TablePageOf<pools::Picture>
{
    Q_OBJECT
public:
    explicit PoolsPage(PageContext context, QWidget *parent = nullptr);

    /// A machine is shown with its pool.
    bool reveal(const links::ObjectRef &ref) override;
    void trigger(const QString &action) override;

protected:
    QWidget *inspectorFor(const QByteArray &key) override; ///< none: the pane below shows the chosen pool
    QString countsDetail(const pools::Picture &picture) const override;
    void fillMenu(QMenu *menu, const QByteArray &key) override;
    void pictureShown(const pools::Snapshot &picture) override;
    void restoreMore(const QJsonObject &state) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void tell(const QString &sentence);
    void giveTableItsHeight();
    QSplitter *splitter() const;

    PoolTools *m_tools;
    TotalsRow *m_totals;
    PoolPane *m_pane;
    bool m_heightIsUsers = false;
};

PageEntry poolsPage();

} // namespace ui
