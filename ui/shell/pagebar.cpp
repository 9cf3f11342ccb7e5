// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/pagebar.h"

#include "ui/shell/elidedlabel.h"
#include "ui/style/icons.h"
#include "ui/style/theme.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QStackedLayout>
#include <QToolButton>

using namespace Qt::StringLiterals;

namespace ui {

PageBar::PageBar(QWidget *parent)
    : QWidget(parent)
    , m_title(new QLabel(this))
    , m_rows(new QStackedLayout)
{
    setObjectName(u"pageBar"_s);
    setAccessibleName(tr("Page bar"));
    m_title->setObjectName(u"pageTitle"_s);
    auto *row = new QHBoxLayout(this);
    row->addWidget(m_title);
    row->addLayout(m_rows, 1);
    relayout();
    connect(Theme::instance(), &Theme::changed, this, &PageBar::relayout);
}

QWidget *PageBar::makeRow(Page *page)
{
    auto *holder = new QWidget;
    auto *row = new QHBoxLayout(holder);
    row->setContentsMargins(0, 0, 0, 0);
    for (QWidget *widget : page->barWidgets())
        row->addWidget(widget, 0, Qt::AlignVCenter);
    auto *counts = new ElidedLabel;
    counts->setObjectName(u"counts"_s);
    row->addWidget(counts, 1);
    if (!page->viewState().isEmpty())
        row->addWidget(makeViewsButton(holder), 0, Qt::AlignVCenter);
    for (QWidget *widget : page->barWidgetsRight())
        row->addWidget(widget, 0, Qt::AlignVCenter);
    const auto tell = [counts, page] { counts->setText(page->counts()); };
    connect(page, &Page::countsChanged, counts, tell);
    tell();
    connect(page, &QObject::destroyed, holder, [this, page, holder] {
        m_rowOf.remove(page);
        if (m_page == page)
            m_page = nullptr;
        holder->deleteLater();
    });
    m_rows->addWidget(holder);
    return holder;
}

QToolButton *PageBar::makeViewsButton(QWidget *parent)
{
    auto *button = new QToolButton(parent);
    button->setObjectName(u"viewsButton"_s);
    button->setToolTip(tr("Views kept under names: filter, groups, sort and columns"));
    button->setAccessibleName(tr("Saved views"));
    const auto paint = [button] { button->setIcon(icon(u"views"_s)); };
    connect(Theme::instance(), &Theme::changed, button, paint);
    paint();
    connect(button, &QToolButton::clicked, this, &PageBar::viewsRequested);
    return button;
}

QToolButton *PageBar::viewsButton() const
{
    const QWidget *row = m_page ? m_rowOf.value(m_page) : nullptr;
    return row ? row->findChild<QToolButton *>(u"viewsButton"_s) : nullptr;
}

void PageBar::showPage(Page *page, const QString &title)
{
    m_page = page;
    m_title->setText(title);
    if (!page)
        return;
    QWidget *&row = m_rowOf[page];
    if (!row)
        row = makeRow(page);
    m_rows->setCurrentWidget(row);
    row->layout()->setSpacing(Theme::instance()->px(8));
}

void PageBar::setNarrow(bool narrow)
{
    m_narrow = narrow;
    relayout();
}

QString PageBar::counts() const
{
    return m_page ? m_page->counts() : QString();
}

QList<QWidget *> PageBar::tabOrder() const
{
    QList<QWidget *> order;
    const QWidget *row = m_rows->currentWidget();
    for (int i = 0; row && i < row->layout()->count(); ++i) {
        QWidget *item = row->layout()->itemAt(i)->widget();
        if (item->focusPolicy() & Qt::TabFocus)
            order += item;
        for (QWidget *inner : item->findChildren<QWidget *>()) {
            if (inner->focusPolicy() & Qt::TabFocus)
                order += inner;
        }
    }
    return order;
}

void PageBar::relayout()
{
    const Theme *theme = Theme::instance();
    // Buttons of 26 need 30, and the line below is ours.
    setFixedHeight(theme->px(m_narrow ? 31 : 38));
    m_title->setFont(m_narrow ? [theme] {
        QFont font = theme->uiFont();
        font.setWeight(QFont::DemiBold);
        return font;
    }() : theme->titleFont());
    layout()->setContentsMargins(theme->px(m_narrow ? 8 : 12), 0, theme->px(m_narrow ? 8 : 12), 1);
    layout()->setSpacing(theme->px(12));
    update();
}

void PageBar::paintEvent(QPaintEvent *)
{
    const Tokens &t = Theme::instance()->tokens();
    QPainter painter(this);
    painter.fillRect(rect(), t.panel);
    painter.setPen(t.line);
    painter.drawLine(0, height() - 1, width(), height() - 1);
}

} // namespace ui
