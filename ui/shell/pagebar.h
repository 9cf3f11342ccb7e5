// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/shell/page.h"

#include <QHash>

class QLabel;
class QStackedLayout;
class QToolButton;

namespace ui {

class ElidedLabel;

/// Over the page: title, the page's own filter and menus, counts in words, and at the right its views and actions.
/// Object name "pageBar".
class PageBar final : public QWidget
{
    Q_OBJECT
public:
    explicit PageBar(QWidget *parent = nullptr);
    void showPage(Page *page, const QString &title);
    void setNarrow(bool narrow);
    QString counts() const;
    QToolButton *viewsButton() const; ///< of the shown page; nullptr: it has no views to keep
    QList<QWidget *> tabOrder() const; ///< what of the shown row takes the focus, from left to right

signals:
    void viewsRequested(); ///< the button of the saved views was pressed

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QWidget *makeRow(Page *page);
    QToolButton *makeViewsButton(QWidget *parent);
    void relayout();
    QLabel *m_title;
    QStackedLayout *m_rows;
    QHash<Page *, QWidget *> m_rowOf;
    Page *m_page = nullptr;
    bool m_narrow = false;
};

} // namespace ui
