// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/palettelist.h"

#include "ui/shell/keycap.h"
#include "ui/style/glyphs.h"
#include "ui/style/icons.h"
#include "ui/style/theme.h"

#include <QPainter>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

QString namedIn(const Offer &offer)
{
    const QString text = offer.detail.isEmpty() ? offer.text : offer.text + u", "_s + offer.detail;
    return offer.isLocked ? PaletteModel::tr("%1, writing is locked").arg(text) : text;
}

} // namespace

void PaletteModel::setOffers(const QList<Offer> &objects, const QList<Offer> &actions, int found)
{
    beginResetModel();
    m_rows.clear();
    const auto more = found - static_cast<int>(objects.size());
    const auto append = [this](const QString &heading, const QString &note, const QList<Offer> &offers) {
        if (offers.isEmpty())
            return;
        m_rows.append({ true, heading, note, {} });
        for (const Offer &offer : offers)
            m_rows.append({ false, {}, {}, offer });
    };
    append(tr("Go to"), more > 0 ? tr("%n more; type on", nullptr, more) : QString(), objects);
    append(tr("Do"), tr("what changes the cluster shows its plan first"), actions);
    endResetModel();
}

int PaletteModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

QVariant PaletteModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const Row &r = m_rows[index.row()];
    if (role == Qt::DisplayRole)
        return r.heading ? r.text : r.offer.text;
    if (role == Qt::AccessibleTextRole)
        return r.heading ? r.text : namedIn(r.offer);
    return {};
}

Qt::ItemFlags PaletteModel::flags(const QModelIndex &index) const
{
    if (!index.isValid() || m_rows[index.row()].heading)
        return Qt::NoItemFlags;
    return Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemNeverHasChildren;
}

int PaletteDelegate::rowHeight()
{
    return Theme::instance()->px(28);
}

QSize PaletteDelegate::sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const
{
    return { Theme::instance()->px(200), rowHeight() };
}

void PaletteDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const auto *model = qobject_cast<const PaletteModel *>(index.model());
    const Theme *theme = Theme::instance();
    const Tokens &t = theme->tokens();
    const PaletteModel::Row &row = model->row(index.row());
    const QRect rect = option.rect;
    const QRect inner = rect.adjusted(theme->px(14), 0, -theme->px(12), 0);
    painter->save();
    if (row.heading) {
        if (index.row() > 0) {
            painter->setPen(t.grid);
            painter->drawLine(rect.topLeft(), rect.topRight());
        }
        painter->setFont(theme->headingFont());
        painter->setPen(t.text2);
        painter->drawText(inner, Qt::AlignVCenter, row.text);
        QFont note = theme->headingFont();
        note.setWeight(QFont::Normal);
        painter->setFont(note);
        painter->drawText(inner, Qt::AlignVCenter | Qt::AlignRight, row.note);
        painter->restore();
        return;
    }
    const Offer &offer = row.offer;
    if (option.state & QStyle::State_Selected) {
        painter->fillRect(rect, t.selected);
        painter->fillRect(QRect(rect.x(), rect.y(), theme->px(3), rect.height()), t.focus);
    }
    const int side = theme->px(16);
    const int glyph = theme->px(13);
    int x = inner.x();
    icon(offer.icon, t.text2).paint(painter, QRect(x, rect.center().y() - side / 2 + 1, side, side));
    x += side + theme->px(8);
    if (!offer.glyph.isEmpty())
        paintGlyph(painter, QRectF(x, rect.y() + (rect.height() - glyph) / 2.0, glyph, glyph), glyphFor(offer.glyph));
    x += glyph + theme->px(8);
    int right = inner.right();
    const int cap = drawKeyCap(painter, QPoint(right, rect.center().y() + 1), offer.key);
    right -= cap ? cap + theme->px(10) : 0;
    if (offer.isLocked) {
        const int lock = theme->px(13);
        icon(u"lock"_s, t.text2).paint(painter, QRect(right - lock, rect.center().y() - lock / 2 + 1, lock, lock));
        right -= lock + theme->px(10);
    }

    QFont plain = theme->uiFont();
    QFont bold = plain;
    bold.setWeight(QFont::DemiBold);
    const auto write = [&](const QString &text, const QFont &font, const QColor &colour) {
        const QFontMetrics metrics(font);
        painter->setFont(font);
        painter->setPen(colour);
        painter->drawText(QRect(x, rect.y(), std::max(0, right - x), rect.height()), Qt::AlignVCenter,
                          metrics.elidedText(text, Qt::ElideRight, std::max(0, right - x)));
        x = std::min(right, x + metrics.horizontalAdvance(text));
    };
    qsizetype at = 0;
    for (const FuzzyMatch::Span &span : offer.match.spans) {
        write(offer.text.mid(at, span.from - at), plain, t.text);
        write(offer.text.mid(span.from, span.length), bold, t.link);
        at = span.from + span.length;
    }
    write(offer.text.mid(at), plain, t.text);
    x += theme->px(6);
    write(offer.detail, theme->tableFont(), t.text2);
    painter->restore();
}

} // namespace ui
