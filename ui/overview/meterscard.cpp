// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/overview/meterscard.h"

#include "models/core/format.h"
#include "ui/common/labels.h"
#include "ui/style/meter.h"
#include "ui/style/theme.h"

#include <QPainter>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

constexpr int lineHeight = 21; ///< design px

} // namespace

class MetersCard::Lines final : public QWidget
{
public:
    struct Line
    {
        QString name;
        QString value;
        Meter meter;
        bool hasMeter = false;
    };

    Lines()
    {
        connect(Theme::instance(), &Theme::changed, this, [this] {
            updateGeometry();
            update();
        });
    }
    void setLines(QList<Line> lines)
    {
        m_lines = std::move(lines);
        QStringList spoken;
        for (const Line &line : std::as_const(m_lines))
            spoken += line.name + u' ' + line.value;
        setAccessibleName(spoken.join(u", "_s));
        updateGeometry();
        update();
    }
    QSize sizeHint() const override
    {
        const Theme *theme = Theme::instance();
        return { theme->px(290), theme->px(lineHeight) * static_cast<int>(m_lines.size()) + theme->px(8) };
    }
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *) override
    {
        const Theme *theme = Theme::instance();
        QPainter painter(this);
        painter.setFont(theme->tableFont());
        int y = theme->px(4);
        for (const Line &line : std::as_const(m_lines)) {
            const QRect row(theme->px(10), y, width() - theme->px(20), theme->px(lineHeight));
            painter.setPen(theme->tokens().text2);
            painter.drawText(row, Qt::AlignLeft | Qt::AlignVCenter, line.name);
            painter.setPen(theme->tokens().text);
            painter.drawText(row, Qt::AlignRight | Qt::AlignVCenter, line.value);
            if (line.hasMeter) {
                const QRectF bar(row.left() + theme->px(56), row.center().y() - theme->px(4), theme->px(66),
                                 theme->px(9));
                paintMeter(&painter, bar, line.meter);
            }
            y += row.height();
        }
    }

private:
    QList<Line> m_lines;
};

MetersCard::MetersCard(QWidget *parent)
    : Card(tr("Capacity"), u"capacityMeters"_s, parent)
    , m_lines(new Lines)
{
    auto *remark = new TokenLabel(&Tokens::text2, &Theme::tableFont);
    remark->setText(tr("allocated"));
    addToHeadRight(remark);
    body()->addWidget(m_lines);
    body()->addStretch(1);
}

void MetersCard::setState(const mesos::State &state, const Counts &counts)
{
    const mesos::ResourceSum total = state.total();
    const mesos::ResourceSum used = state.used();
    const mesos::ResourceSum offered = state.offered();
    QList<Lines::Line> lines;
    for (int i = 0; i < capacityKinds; ++i) {
        const auto kind = static_cast<Capacity>(i);
        const double whole = amount(total, kind);
        if (!(whole > 0))
            continue; // this is the card of little room
        const Unit unit = Unit::of(kind, whole);
        Meter meter;
        meter.allocated = amount(used, kind) / whole;
        meter.offered = amount(offered, kind) / whole;
        meter.fail = kind == Capacity::Disk && meter.allocated >= failingDiskShare;
        lines += { capacityName(kind),
                   unit.withUnit(tr("%1 / %2").arg(unit.number(amount(used, kind)), unit.number(whole))), meter, true };
    }
    lines += { tr("Tasks"), core::formatCount(counts.running), {}, false };
    lines += { tr("Idle agents"), core::formatCount(counts.idleAgents), {}, false };
    m_lines->setLines(lines);
}

} // namespace ui
