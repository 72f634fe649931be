-- One row is one value of one code list that holds at D.
select code_list, code, label_zh, label_en, valid_from, valid_to, source
from {{ ref('code_list') }} as listed
where {{ holds_at_as_of('listed') }}
