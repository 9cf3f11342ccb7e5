// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/explain/funneltable.h"

#include "ui/style/glyphs.h"
#include "ui/style/theme.h"

#include <QHeaderView>
#include <QKeyEvent>
#include <QPainter>
#include <QScrollBar>
#include <QStyledItemDelegate>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

constexpr int mostRows = 8; ///< more pools are scrolled to

QFont bold()
{
    QFont font = Theme::instance()->tableFont();
    font.setWeight(QFont::DemiBold);
    return font;
}

/// What stands left of a boxed cell's remark.
int figureWidth(const QString &figure)
{
    const Theme *theme = Theme::instance();
    return theme->px(12) + theme->px(6) + QFontMetrics(bold()).horizontalAdvance(figure) + theme->px(6);
}

class FunnelDelegate final : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        const Theme *theme = Theme::instance();
        const Tokens &tokens = theme->tokens();
        const bool selected = option.state.testFlag(QStyle::State_Selected);
        painter->save();
        painter->fillRect(option.rect, selected ? tokens.selected : tokens.base);
        painter->fillRect(option.rect.left(), option.rect.bottom(), option.rect.width(), 1, tokens.grid);
        const QRect box = option.rect.adjusted(0, 0, 0, -1);
        const QRect inside = box.adjusted(theme->px(8), 0, -theme->px(8), 0);
        const QString text = index.data().toString();
        if (index.data(FunnelModel::IsFirstEmptyRole).toBool()) {
            paintEmpty(painter, box, inside, text, index.data(FunnelModel::RemarkRole).toString());
        } else {
            const bool isName = index.column() == FunnelModel::Pool;
            const bool isLast = index.column() == index.model()->columnCount() - 1;
            const bool quiet = index.data(FunnelModel::IsQuietRole).toBool();
            painter->setFont(isName || isLast ? bold() : theme->tableFont());
            painter->setPen(isName ? tokens.link : quiet ? (selected ? tokens.text2 : tokens.text3) : tokens.text);
            write(painter, inside, text);
        }
        if (option.state.testFlag(QStyle::State_HasFocus)) {
            painter->setPen(QPen(tokens.focus, 2));
            painter->setBrush(Qt::NoBrush);
            painter->drawRect(box.adjusted(1, 1, -1, -1));
        }
        painter->restore();
    }

private:
    static void write(QPainter *painter, const QRect &box, const QString &text)
    {
        painter->drawText(box, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine,
                          painter->fontMetrics().elidedText(text, Qt::ElideRight, box.width()));
    }

    static void paintEmpty(QPainter *painter, const QRect &box, QRect inside, const QString &text,
                           const QString &remark)
    {
        const Theme *theme = Theme::instance();
        const Tokens &tokens = theme->tokens();
        painter->setPen(tokens.failMark);
        painter->setBrush(tokens.failTint);
        painter->drawRect(box.adjusted(0, 0, -1, -1));
        const int glyph = theme->px(12);
        paintGlyph(painter, QRectF(inside.left(), box.center().y() - glyph / 2.0, glyph, glyph),
                   glyphFor(u"failure"_s));
        painter->setPen(tokens.text);
        painter->setFont(bold());
        write(painter, inside.adjusted(theme->px(18), 0, 0, 0), text);
        painter->setFont(theme->tableFont());
        inside.setLeft(inside.left() + figureWidth(text));
        write(painter, inside, remark);
    }
};

} // namespace

FunnelTable::FunnelTable(QWidget *parent)
    : QTableView(parent)
    , m_model(new FunnelModel(this))
{
    setObjectName(u"funnel"_s);
    setAccessibleName(tr("Where it fails, by pool"));
    setModel(m_model);
    setItemDelegate(new FunnelDelegate(this));
    setFrameShape(QFrame::NoFrame);
    setShowGrid(false);
    setSelectionBehavior(QAbstractItemView::SelectRows);
    setSelectionMode(QAbstractItemView::SingleSelection);
    setTabKeyNavigation(false); // Tab goes on to the ways out
    setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    verticalHeader()->hide();
    horizontalHeader()->setHighlightSections(false);
    horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    horizontalHeader()->setStretchLastSection(true);
    horizontalHeader()->setSectionsClickable(false);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    connect(Theme::instance(), &Theme::changed, this, &FunnelTable::applyMeasures);
    connect(this, &QAbstractItemView::doubleClicked, this,
            [this](const QModelIndex &index) { emit poolOpened(m_model->poolAt(index.row())); });
    applyMeasures();
}

void FunnelTable::setVerdict(const explain::Verdict &verdict)
{
    const QModelIndex before = currentIndex();
    const QString pool = before.isValid() ? m_model->poolAt(before.row()) : QString();
    const int column = before.isValid() ? before.column() : 0;
    m_model->setVerdict(verdict);
    // A new picture keeps the row that is looked at; at first it is the pool that comes farthest.
    int row = 0;
    for (int i = 0; before.isValid() && i < m_model->rowCount(); ++i) {
        if (m_model->poolAt(i) == pool)
            row = i;
    }
    setCurrentIndex(m_model->index(row, std::min(column, m_model->columnCount() - 1)));
    applyMeasures();
}

void FunnelTable::applyMeasures()
{
    const Theme *theme = Theme::instance();
    horizontalHeader()->setFont(theme->tableFont());
    verticalHeader()->setMinimumSectionSize(theme->px(18));
    verticalHeader()->setDefaultSectionSize(theme->rowHeight());
    fitColumns();
}

int FunnelTable::neededWidth(int column) const
{
    const Theme *theme = Theme::instance();
    const QFontMetrics metrics(bold());
    int width = metrics.horizontalAdvance(m_model->headerData(column, Qt::Horizontal, Qt::DisplayRole).toString());
    for (int row = 0; row < m_model->rowCount(); ++row) {
        const QModelIndex index = m_model->index(row, column);
        const QString text = index.data().toString();
        int cell = metrics.horizontalAdvance(text);
        if (index.data(FunnelModel::IsFirstEmptyRole).toBool()) {
            cell = figureWidth(text)
                + QFontMetrics(theme->tableFont()).horizontalAdvance(index.data(FunnelModel::RemarkRole).toString());
        }
        width = std::max(width, cell);
    }
    return std::min(width, theme->px(240)) + theme->px(24);
}

void FunnelTable::fitColumns()
{
    int sum = 0;
    for (int column = 0; column < m_model->columnCount(); ++column) {
        const int width = neededWidth(column);
        setColumnWidth(column, width);
        sum += width;
    }
    const int rows = std::clamp(m_model->rowCount(), 1, mostRows);
    int height = horizontalHeader()->sizeHint().height() + rows * verticalHeader()->defaultSectionSize();
    if (sum > width())
        height += horizontalScrollBar()->sizeHint().height();
    setFixedHeight(height);
}

void FunnelTable::resizeEvent(QResizeEvent *event)
{
    QTableView::resizeEvent(event);
    if (event->oldSize().width() != event->size().width())
        fitColumns();
}

void FunnelTable::keyPressEvent(QKeyEvent *event)
{
    const bool opens = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (opens && currentIndex().isValid())
        emit poolOpened(m_model->poolAt(currentIndex().row()));
    else
        QTableView::keyPressEvent(event);
}

} // namespace ui
