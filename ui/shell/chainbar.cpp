// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/chainbar.h"

#include "models/links/address.h"
#include "ui/shell/chaincell.h"
#include "ui/shell/chainreader.h"
#include "ui/shell/page.h"
#include "ui/style/icons.h"
#include "ui/style/theme.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QMenu>
#include <QPainter>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

using Kind = links::ObjectRef::Kind;

/// The cell an object stands in: an instance in that of its task, what has no cell in none.
Kind cellKindOf(const links::ObjectRef &object)
{
    return object.kind == Kind::Instance ? Kind::Task : object.kind;
}

} // namespace

ChainBar::ChainBar(QWidget *parent)
    : QWidget(parent)
    , m_reader(new ChainReader(this))
{
    setObjectName(u"chainBar"_s);
    setAccessibleName(tr("What it belongs together with"));
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 1, 0, 0);
    row->setSpacing(0);
    for (size_t i = 0; i < m_cells.size(); ++i) {
        m_cells[i] = new ChainCell(static_cast<int>(i) + 1, this);
        row->addWidget(m_cells[i], 1);
        connect(m_cells[i], &QAbstractButton::clicked, this, [this, i] {
            if (!cells() || !(*cells())[i].leads())
                return;
            const links::ObjectRef wanted = (*cells())[i].ref; // the cells are others before it is opened
            emit chosen(wanted);
        });
    }
    connect(m_reader, &ChainReader::changed, this, &ChainBar::onChanged);
    connect(Theme::instance(), &Theme::changed, this, &QWidget::updateGeometry);
    hide();
}

void ChainBar::showObject(stack::Stack *stack, const links::ObjectRef &object)
{
    m_reader->setObject(stack, object);
}

void ChainBar::setShown(bool shown)
{
    m_reader->setShown(shown);
}

void ChainBar::setCompact(bool compact)
{
    for (ChainCell *cell : m_cells)
        cell->setCompact(compact);
}

const std::optional<chain::Cells> &ChainBar::cells() const
{
    return m_reader->cells();
}

void ChainBar::onChanged()
{
    for (size_t i = 0; i < m_cells.size(); ++i) {
        if (cells())
            m_cells[i]->setLink((*cells())[i], chain::keyed[i] == cellKindOf(m_reader->object()));
        else
            m_cells[i]->clear();
    }
}

void ChainBar::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(QRect(0, 0, width(), 1), Theme::instance()->tokens().line);
}

void addGoToMenu(QMenu *menu, const PageContext &context, const links::ObjectRef &object)
{
    if (!context.navigator || !object.isValid())
        return;
    const QString address = links::toLink({ context.stack->name(), object });
    menu->addAction(icon(u"link"_s), ChainBar::tr("Copy link"), context.navigator,
                    [navigator = context.navigator, address] {
                        QGuiApplication::clipboard()->setText(address);
                        navigator->tell(ChainBar::tr("Copied %1.").arg(address));
                    });
    const QList<chain::Link> all = chain::of(chain::picturesOf(*context.stack), object);
    if (all.size() < 2)
        return;
    QMenu *sub = menu->addMenu(icon(u"link"_s), ChainBar::tr("Go to"));
    sub->setObjectName(u"goTo"_s);
    for (const chain::Link &link : all) {
        if (link.ref == object)
            continue;
        sub->addAction(icon(chainIcon(link.ref.kind)), chainWord(link.ref.kind) + u' ' + link.text, context.navigator,
                       [navigator = context.navigator, ref = link.ref] { navigator->open(ref); });
    }
}

} // namespace ui
