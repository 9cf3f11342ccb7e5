// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/explain/sayingscard.h"

#include "models/core/format.h"
#include "ui/style/glyphs.h"
#include "ui/style/theme.h"

#include <QPainter>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

class SayingRow final : public QWidget
{
public:
    SayingRow(const explain::Saying &saying, core::TimePoint now, QWidget *parent)
        : QWidget(parent)
        , m_saying(saying)
        , m_age(core::formatAge(saying.at, now))
    {
        QString name = SayingsCard::tr("%1: %2").arg(saying.source, saying.text);
        if (core::isKnown(saying.at))
            name += SayingsCard::tr(", %1 old").arg(m_age);
        setAccessibleName(name);
        setToolTip(core::isKnown(saying.at) ? saying.text + u'\n' + core::formatMoment(saying.at) : saying.text);
        setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    }

    QSize sizeHint() const override { return { Theme::instance()->px(300), Theme::instance()->rowHeight() }; }

protected:
    void paintEvent(QPaintEvent *) override
    {
        const Theme *theme = Theme::instance();
        const Tokens &tokens = theme->tokens();
        QPainter painter(this);
        painter.fillRect(0, height() - 1, width(), 1, tokens.grid);
        painter.setFont(theme->tableFont());
        const int pad = theme->px(10);
        const int textLeft = theme->px(118);
        const int ageWidth = theme->px(96);
        const auto write = [&](int left, int right, Qt::Alignment side, const QString &text, const QColor &colour) {
            painter.setPen(colour);
            painter.drawText(QRect(left, 0, right - left, height() - 1),
                             static_cast<int>(side | Qt::AlignVCenter) | Qt::TextSingleLine,
                             painter.fontMetrics().elidedText(text, Qt::ElideRight, right - left));
        };
        write(pad, textLeft - pad, Qt::AlignLeft, m_saying.source, tokens.text2);
        int left = textLeft;
        if (m_saying.agreement != explain::Agreement::NotTold) {
            const int glyph = theme->px(12);
            const QString word = m_saying.agreement == explain::Agreement::Agrees ? u"done"_s : u"warning"_s;
            paintGlyph(&painter, QRectF(left, (height() - 1 - glyph) / 2.0, glyph, glyph), glyphFor(word));
            left += glyph + theme->px(6);
        }
        write(left, width() - ageWidth, Qt::AlignLeft, m_saying.text, tokens.text);
        write(width() - ageWidth, width() - pad, Qt::AlignRight, m_age, tokens.text2);
    }

private:
    explain::Saying m_saying;
    QString m_age;
};

} // namespace

SayingsCard::SayingsCard(QWidget *parent)
    : Card(tr("What the layers say"), u"sayings"_s, parent)
{
    setRemark(tr("each with the age of what it knows"));
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
}

void SayingsCard::setSayings(const QList<explain::Saying> &sayings, core::TimePoint now)
{
    qDeleteAll(m_rows);
    m_rows.clear();
    for (const explain::Saying &saying : sayings) {
        m_rows += new SayingRow(saying, now, this);
        body()->addWidget(m_rows.last());
    }
}

} // namespace ui
