SELECT E'one \
two; \' three
four;';
