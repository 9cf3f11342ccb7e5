// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/overview/eventscard.h"

#include "models/core/whendone.h"
#include "ui/common/labels.h"
#include "ui/style/glyphs.h"
#include "ui/style/theme.h"

#include <QFuture>
#include <QListView>
#include <QMenu>
#include <QPainter>
#include <QStyledItemDelegate>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace ui {

namespace {

constexpr auto lookBack = 24h;

class EventDelegate final : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    QSize sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const override
    {
        return { Theme::instance()->px(200), Theme::instance()->rowHeight() + Theme::instance()->px(2) };
    }

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        const Theme *theme = Theme::instance();
        const Tokens &tokens = theme->tokens();
        const bool linked = !index.data(EventsModel::LinkRole).toString().isEmpty();
        const bool hovered = option.state.testFlag(QStyle::State_MouseOver) && linked;
        const bool current = option.state.testFlag(QStyle::State_HasFocus);
        painter->save();
        painter->fillRect(option.rect, current ? tokens.selected : hovered ? tokens.panel : tokens.base);
        painter->fillRect(option.rect.left(), option.rect.bottom(), option.rect.width(), 1, tokens.grid);
        painter->setFont(theme->tableFont());
        const QFontMetrics metrics = painter->fontMetrics();
        const auto write = [&](int left, int width, const QString &text, const QColor &colour) {
            painter->setPen(colour);
            painter->drawText(QRect(left, option.rect.top(), width, option.rect.height()),
                              Qt::AlignVCenter | Qt::TextSingleLine, metrics.elidedText(text, Qt::ElideRight, width));
        };
        int x = option.rect.left() + theme->px(10);
        const QString time = index.data(EventsModel::TimeRole).toString();
        const int timeWidth = metrics.horizontalAdvance(u"00:00:00"_s) + theme->px(8);
        write(x, timeWidth, time, tokens.text2);
        x += timeWidth;
        if (static_cast<const EventsModel *>(index.model())->hasSeveralLayers()) {
            const int layerWidth = metrics.horizontalAdvance(u"console"_s);
            write(x, layerWidth, index.data(EventsModel::LayerRole).toString(), tokens.text2);
            x += layerWidth + theme->px(6);
        }
        const int side = theme->px(13);
        const QRectF box(x, option.rect.top() + (option.rect.height() - 1 - side) / 2, side, side);
        if (const QString glyph = index.data(EventsModel::GlyphRole).toString(); !glyph.isEmpty())
            paintGlyph(painter, box, glyphFor(glyph));
        x += side + theme->px(8);
        if (hovered)
            painter->setFont([&] {
                QFont f = theme->tableFont();
                f.setUnderline(true);
                return f;
            }());
        write(x, option.rect.right() - theme->px(8) - x, index.data(Qt::DisplayRole).toString(), tokens.text);
        painter->restore();
    }
};

} // namespace

EventsCard::EventsCard(stack::Stack *stack, QWidget *parent)
    : Card(tr("What happened"), u"events"_s, parent)
    , m_stack(stack)
    , m_model(new EventsModel(stack->clock(), this))
    , m_list(new QListView)
    , m_layer(new LinkButton(tr("All layers ▾")))
    , m_menu(new QMenu(this))
    , m_nothing(new TokenLabel(&Tokens::text2, &Theme::tableFont))
{
    addToHeadRight(m_layer);
    m_list->setObjectName(u"eventsList"_s);
    m_list->setAccessibleName(tr("What happened"));
    m_list->setModel(m_model);
    m_list->setItemDelegate(new EventDelegate(m_list));
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setUniformItemSizes(true);
    m_list->setMouseTracking(true);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_nothing->setText(tr("Nothing was seen to happen in the last 24 h."));
    m_nothing->setContentsMargins(Theme::instance()->px(10), 0, 0, 0);
    m_nothing->setFixedHeight(Theme::instance()->px(36));
    body()->addWidget(m_nothing);
    body()->addWidget(m_list, 1);

    const auto open = [this](const QModelIndex &index) {
        if (const QString path = index.data(EventsModel::LinkRole).toString(); !path.isEmpty())
            emit linkClicked(path);
    };
    connect(m_list, &QAbstractItemView::clicked, this, open);
    connect(m_list, &QAbstractItemView::activated, this, open);
    connect(m_stack, &stack::Stack::eventHappened, m_model, &EventsModel::add);
    connect(m_layer, &QAbstractButton::clicked, this, [this] {
        fillLayerMenu();
        m_menu->popup(m_layer->mapToGlobal(QPoint(0, m_layer->height())));
    });
    const auto showNothing = [this] { m_nothing->setVisible(m_model->rowCount() == 0); };
    connect(m_model, &QAbstractItemModel::rowsInserted, this, showNothing);
    connect(m_model, &QAbstractItemModel::modelReset, this, showNothing);
}

void EventsCard::setShown(bool shown)
{
    m_model->refreshTimes();
    if (!shown || m_asked)
        return;
    m_asked = true;
    core::whenDone(m_stack->history()->events(m_stack->clock().now() - lookBack, EventsModel::most), this,
                   [this](QList<history::Event> events) { m_model->setPast(events); });
}

void EventsCard::fillLayerMenu()
{
    m_menu->clear();
    const auto add = [this](const QString &text, const QString &layer) {
        QAction *action = m_menu->addAction(text);
        action->setCheckable(true);
        action->setChecked(m_model->layer() == layer);
        connect(action, &QAction::triggered, this, [this, text, layer] {
            m_model->setLayer(layer);
            m_layer->setText(text + u" ▾"_s);
            m_layer->updateGeometry();
        });
    };
    add(tr("All layers"), {});
    for (const QString &layer : m_model->layers())
        add(layer, layer);
}

} // namespace ui
